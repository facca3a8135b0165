import { query } from "../../kit/tree/dom.script.ts";

/** The script of the notice in a small sign-in window: the address into the clipboard. */
const button = query<HTMLButtonElement>("#copy");
const field = query<HTMLInputElement>("#address");

button.hidden = false;
button.addEventListener("click", async () => {
  // It has moved on with the choice since the server wrote it.
  field.value = location.href;
  field.select();
  if (await copied(field.value)) button.textContent = button.dataset.done ?? "";
});

/** False: it stays selected, for the thumb to copy. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // These windows often lack the clipboard; the older way copies what is selected.
    return document.execCommand("copy");
  }
}
