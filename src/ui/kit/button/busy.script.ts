/**
 * A button whose request is on its way: its own words, no second press; it keeps place and focus.
 * Answers with a way to take it back.
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
