import type { PageData } from "./page-data.ts";

/** What the server told the script; null on pages that need none. */
export function pageData(): PageData | null {
  const block = document.querySelector("#data");
  return block?.textContent ? JSON.parse(block.textContent) : null;
}
