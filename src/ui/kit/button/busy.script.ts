/**
 * Shows that a button's request is running: other words, and no second press. The button keeps its
 * place and the focus. Returns the function that ends this.
 */
export function showBusy(button: HTMLButtonElement, words: string): () => void {
  const rest = button.textContent;
  button.ariaDisabled = "true";
  button.textContent = words;
  return () => {
    button.ariaDisabled = null;
    button.textContent = rest;
  };
}
