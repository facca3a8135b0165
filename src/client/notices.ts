import { type Notice, noticeTree } from "../views/notice.ts";
import { el, type Tree } from "../views/tree.ts";
import { fill, must, say } from "./dom.ts";

/**
 * Shows one notice above the step and gives it the focus: it answers what was just done. `below`
 * are its buttons; `actions` say by their names what they do.
 */
export function notify(
  notice: Notice,
  actions: Readonly<Record<string, () => void>> = {},
  below: readonly Tree[] = [],
): void {
  const place = must("#notices");
  fill(place, noticeTree(notice), el("div", { class: "stack" }, ...below));
  for (const [id, run] of Object.entries(actions)) {
    must(`#notices [data-act=${id}]`).addEventListener("click", run);
  }
  must("#notices .notice").focus();
  say(notice.bold);
}

export const clearNotices = (): void => fill(must("#notices"));

/** A button below a notice; `act` is the name its action goes by. */
export const act = (name: string, words: string, main = false): Tree =>
  el(
    "button",
    {
      type: "button",
      class: main ? "btn btn-main" : "btn",
      "data-act": name,
      "data-testid": name,
    },
    words,
  );
