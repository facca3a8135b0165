import { type IconName, icon } from "../icon/icon.ts";
import { type Child, el, type Tree, type TreeElement } from "../tree/tree.ts";

import type { Tone } from "./tone.ts";

const ICONS: Readonly<Record<Tone, IconName>> = {
  accent: "clock",
  warn: "alert",
  bad: "alert",
  ok: "check",
};

export interface Banner {
  readonly tone: Tone;
  readonly bold: string;
  readonly help?: string | readonly Tree[] | undefined;
  /** A link or buttons below the words. */
  readonly more?: readonly Tree[] | undefined;
}

/** Bar, icon, bold sentence and one line of help. A script can give it the focus. */
export function bannerTree({ tone, bold, help, more }: Banner): TreeElement {
  const lines: Child[] = [
    el("p", {}, el("strong", {}, bold)),
    help ? el("p", {}, ...[help].flat()) : null,
  ];
  if (more && more.length > 0) lines.push(el("div", { class: "more" }, ...more));
  const attrs = { class: `banner t-${tone}`, "data-testid": "banner", tabindex: "-1" };
  return el("div", attrs, icon(ICONS[tone]), ...lines);
}
