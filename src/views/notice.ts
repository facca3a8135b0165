import { type Child, el, type IconName, icon, type Tree, type TreeElement } from "./tree.ts";

export type Tone = "accent" | "warn" | "bad" | "ok";
const ICONS: Readonly<Record<Tone, IconName>> = {
  accent: "clock",
  warn: "alert",
  bad: "alert",
  ok: "check",
};
export interface Notice {
  readonly tone: Tone;
  readonly bold: string;
  readonly help?: string | readonly Tree[] | undefined;
  /** A link or buttons below the words. */
  readonly more?: readonly Tree[] | undefined;
}

/** Bar, icon, bold sentence, one line of help. It can take the focus when it answers an action. */
export function noticeTree({ tone, bold, help, more }: Notice): TreeElement {
  const lines: Child[] = [
    el("p", {}, el("strong", {}, bold)),
    help ? el("p", {}, ...[help].flat()) : null,
  ];
  if (more && more.length > 0) lines.push(el("div", { class: "more" }, ...more));
  const attrs = { class: `notice t-${tone}`, "data-testid": "notice", tabindex: "-1" };
  return el("div", attrs, icon(ICONS[tone]), ...lines);
}
