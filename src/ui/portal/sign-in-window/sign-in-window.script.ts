import { query } from "../../kit/tree/dom.script.ts";

/** The script of small sign-in windows: its button copies the page's address. */
const button = query<HTMLButtonElement>("#copy");
const field = query<HTMLInputElement>("#address");

button.hidden = false;
button.addEventListener("click", async () => {
  // Scripts have changed the address since the server wrote it into the field.
  field.value = location.href;
  field.select();
  if (await copied(field.value)) button.textContent = button.dataset.done ?? "";
});

/** False: the browser refuses; the text stays selected, so that the customer can copy it. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // These windows often lack the clipboard API; the older call copies the selection.
    return document.execCommand("copy");
  }
}
