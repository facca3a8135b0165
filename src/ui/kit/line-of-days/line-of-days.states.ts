import type { Line } from "./line-of-days.ts";

export const LINE_STATES = {
  none: { have: 0, more: 0, mark: "add" },
  left: { have: 2, more: 0, mark: "add" },
  chosen: { have: 2, more: 7, mark: "add" },
  pending: { have: 2, more: 7, mark: "wait" },
  "not added": { have: 2, more: 7, mark: "gone" },
  weeks: { have: 40, more: 30, mark: "add" },
} satisfies Readonly<Record<string, Line>>;
