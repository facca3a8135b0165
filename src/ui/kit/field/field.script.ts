import { query } from "../tree/dom.script.ts";
import { errorIdOf } from "./field.ts";

/** Marks an input as wrong and names the mistake in its error line; null: it is right. */
export function showFieldError(input: HTMLInputElement, mistake: string | null): void {
  const errorId = errorIdOf(input.id);
  if (mistake === null) input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
  query(`#${errorId}`).hidden = mistake === null;
  query(`#${errorId} span`).textContent = mistake ?? "";
}
