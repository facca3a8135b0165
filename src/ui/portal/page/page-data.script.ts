import type { PageData } from "./page-data.ts";

/** The page's data block; null on pages without one. */
export function pageData(): PageData | null {
  const block = document.querySelector("#data");
  return block?.textContent ? JSON.parse(block.textContent) : null;
}
