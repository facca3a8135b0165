import { announce, query, replaceChildren } from "../tree/dom.script.ts";
import { el, type Tree } from "../tree/tree.ts";
import { type Banner, bannerTree } from "./banner.ts";

/**
 * Shows one banner above the step and gives it the focus, because it answers the customer's action.
 * `below`: its buttons. `actions`: what each button does, by the button's action name.
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

/** A button below a banner; `name` is its action name in `showBanner`. */
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
