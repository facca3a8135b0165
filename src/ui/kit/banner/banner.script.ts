import { announce, query, replaceChildren } from "../tree/dom.script.ts";
import { el, type Tree } from "../tree/tree.ts";
import { type Banner, bannerTree } from "./banner.ts";

/**
 * Shows one notice above the step and gives it the focus: it answers what was just done. `below`
 * are its buttons; `actions` say by their names what they do.
 */
export function showBanner(
  banner: Banner,
  actions: Readonly<Record<string, () => void>> = {},
  below: readonly Tree[] = [],
): void {
  const place = query("#banners");
  replaceChildren(place, bannerTree(banner), el("div", { class: "stack" }, ...below));
  for (const [id, run] of Object.entries(actions)) {
    query(`#banners [data-action=${id}]`).addEventListener("click", run);
  }
  query("#banners .banner").focus();
  announce(banner.bold);
}

export const clearBanners = (): void => replaceChildren(query("#banners"));

/** A button below a notice; `act` is the name its action goes by. */
export const actionButton = (name: string, words: string, main = false): Tree =>
  el(
    "button",
    {
      type: "button",
      class: main ? "btn btn-main" : "btn",
      "data-action": name,
      "data-testid": name,
    },
    words,
  );
