import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast as shipped } from "../../src/ui/kit/tokens/colour.ts";

/** Contrast of the tokens, computed from the style sheet that is shipped (WCAG 2). */
const sheets = ["tokens.css", "tokens-deferred.css"].map((name) =>
  readFileSync(new URL(`../../src/ui/kit/tokens/${name}`, import.meta.url), "utf8").split(
    "@media (prefers-color-scheme: dark)",
  ),
);
const [light, dark] = [0, 1].map((theme) => sheets.map((sheet) => sheet[theme]).join("")) as [
  string,
  string,
];
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

/**
 * The design's "Measured contrast" as printed: on surface, on ground, and on the own soft ground
 * (for roles without one: the least of the four). For edge it prints 3.8 and 4.1, which is what
 * warn-soft alone has; measured on all four it is 3.6 and 3.8, where 3 is needed.
 */
const MEASURED = {
  light: {
    ink: [18.0, 16.1, 15.2],
    "ink-2": [7.8, 7.0, 6.6],
    "accent-text": [7.1, 6.4, 6.0],
    ok: [6.6, 5.9, 5.6],
    warn: [7.1, 6.3, 6.2],
    bad: [7.3, 6.5, 6.2],
    edge: [4.3, 3.9, 3.6],
  },
  dark: {
    ink: [15.3, 16.7, 12.1],
    "ink-2": [8.2, 9.0, 6.5],
    "accent-text": [8.4, 9.2, 6.7],
    ok: [8.8, 9.6, 7.2],
    warn: [9.4, 10.2, 8.0],
    bad: [8.1, 8.8, 7.4],
    edge: [4.8, 5.2, 3.8],
  },
} as const;
const SINGLE = {
  light: [
    ["ink-2", "sunk", 6.5],
    ["on-accent", "accent", 7.1],
  ],
  dark: [
    ["ink-2", "sunk", 6.7],
    ["on-accent", "accent", 7.8],
  ],
} as const;
const SOFT = ["accent-soft", "ok-soft", "warn-soft", "bad-soft"];

describe.each([
  ["light", tokensOf(light)],
  ["dark", tokensOf(dark)],
] as const)("the %s theme", (theme, tokens) => {
  const on = (front: string, back: string) =>
    contrast(tokens.get(front) ?? "", tokens.get(back) ?? "");

  test.each(PAIRS)("%s on %s has at least %s", (front, back, least) => {
    expect(on(front, back)).toBeGreaterThanOrEqual(least);
  });

  test.each(Object.entries(MEASURED[theme]))(
    "%s has the contrast of the design",
    (role, printed) => {
      const own = tokens.has(`${role}-soft`) ? [`${role}-soft`] : SOFT;
      const measured = [
        on(role, "surface"),
        on(role, "ground"),
        Math.min(...own.map((soft) => on(role, soft))),
      ];
      expect(measured.map((one) => Number(one.toFixed(1)))).toEqual(printed);
    },
  );

  test.each<readonly [string, string, number]>([...SINGLE[theme]])(
    "%s on %s has the contrast of the design",
    (front, back, printed) => {
      expect(Number(on(front, back).toFixed(1))).toBe(printed);
    },
  );
});

test("the product computes contrasts in the same way", () => {
  expect(contrast("#00616f", "#fbe8e5")).toBeCloseTo(shipped("#00616f", "#fbe8e5"), 10);
});
