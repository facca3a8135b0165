import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Contrast of the tokens, computed from the style sheet that is shipped (WCAG 2). */
const css = readFileSync(new URL("../../src/views/css/tokens.css", import.meta.url), "utf8");
const [light = "", dark = ""] = css.split("@media (prefers-color-scheme: dark)");
const tokensOf = (text: string) =>
  new Map(
    [...text.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ["ground", "surface", "sunk", "accent-soft", "ok-soft", "warn-soft", "bad-soft"];
const OWN = ["ok", "warn", "bad", "accent"].flatMap((tone) =>
  ["surface", "ground", `${tone}-soft`].map((ground) => [tone, ground, 4.5] as const),
);
const PAIRS = [
  ...GROUNDS.map((ground) => ["ink", ground, 4.5] as const),
  ...GROUNDS.map((ground) => ["ink-2", ground, 4.5] as const),
  ...GROUNDS.map((ground) => ["accent-text", ground, 4.5] as const),
  ...OWN,
  ["on-accent", "accent", 4.5] as const,
  ["edge", "surface", 3] as const,
  ["edge", "ground", 3] as const,
];

describe.each([
  ["light", tokensOf(light)],
  ["dark", tokensOf(dark)],
])("the %s theme", (_name, tokens) => {
  test.each(PAIRS)("%s on %s has at least %s", (front, back, least) => {
    expect(contrast(tokens.get(front) ?? "", tokens.get(back) ?? "")).toBeGreaterThanOrEqual(least);
  });
});
