import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brandStyle, brandTokens, GROUNDS } from "../../src/ui/kit/tokens/brand-colours.ts";
import { contrast } from "../../src/ui/kit/tokens/colour.ts";

const leastOn = (colour: string, theme: "light" | "dark", soft: string) =>
  Math.min(...[...Object.values(GROUNDS[theme]), soft].map((ground) => contrast(colour, ground)));

/** The five brands of the design's table, with the values printed there. */
const TABLE = [
  {
    brand: "#ffcc00",
    light: { onAccent: "#000000", on: 13.9, text: "#7e6408", least: 4.69, edge: true },
    dark: { accent: "#ffcc00", onAccent: "#000000", on: 13.9, text: "#ffcc00", least: 7.13 },
  },
  {
    brand: "#ff7900",
    light: { onAccent: "#000000", on: 8.0, text: "#a84f08", least: 4.6, edge: true },
    dark: { accent: "#ff7900", onAccent: "#000000", on: 8.0, text: "#ff7900", least: 4.84 },
  },
  {
    brand: "#e60000",
    light: { onAccent: "#ffffff", on: 4.8, text: "#d00704", least: 4.64, edge: false },
    dark: { accent: "#fe5747", onAccent: "#000000", on: 6.7, text: "#fe5747", least: 4.53 },
  },
  {
    brand: "#0a1f5c",
    light: { onAccent: "#ffffff", on: 15.4, text: "#0a1f5c", least: 12.35, edge: false },
    dark: { accent: "#7090d7", onAccent: "#000000", on: 6.7, text: "#7090d7", least: 4.52 },
  },
  {
    brand: "#ffffff",
    light: { onAccent: "#000000", on: 21, text: "#696969", least: 4.55, edge: true },
    dark: { accent: "#ffffff", onAccent: "#000000", on: 21, text: "#ffffff", least: 9.14 },
  },
] as const;

describe.each(TABLE)("the brand $brand", ({ brand, light, dark }) => {
  const tokens = brandTokens(brand);

  test("in the light theme: the fill is the brand, its text is readable, faint fills get an edge", () => {
    const { accent, onAccent, accentText, accentSoft, accentEdge } = tokens.light;
    expect({ accent, onAccent, accentText }).toEqual({
      accent: brand,
      onAccent: light.onAccent,
      accentText: light.text,
    });
    expect(contrast(accent, onAccent)).toBeCloseTo(light.on, 1);
    expect(leastOn(accentText, "light", accentSoft)).toBeCloseTo(light.least, 2);
    expect(accentEdge).toBe(light.edge ? light.text : null);
  });

  test("in the dark theme: a faint fill is replaced by the text's colour", () => {
    const { accent, onAccent, accentText, accentSoft, accentEdge } = tokens.dark;
    expect({ accent, onAccent, accentText }).toEqual({
      accent: dark.accent,
      onAccent: dark.onAccent,
      accentText: dark.text,
    });
    expect(contrast(accent, onAccent)).toBeCloseTo(dark.on, 1);
    expect(leastOn(accentText, "dark", accentSoft)).toBeCloseTo(dark.least, 2);
    expect(accentEdge).toBeNull();
  });
});

describe("any colour", () => {
  const colour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((n) => `#${n.toString(16).padStart(6, "0")}`);
  const themes = ["light", "dark"] as const;

  test("text has a contrast of at least 4.58 on the fill, and of 4.5 on every ground", () => {
    fc.assert(
      fc.property(colour, fc.constantFrom(...themes), (brand, theme) => {
        const { accent, onAccent, accentText, accentSoft } = brandTokens(brand)[theme];
        expect(contrast(accent, onAccent)).toBeGreaterThanOrEqual(4.58);
        expect(leastOn(accentText, theme, accentSoft)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 500 },
    );
  });

  test("the fill or its edge has a contrast of at least 3 on every ground", () => {
    fc.assert(
      fc.property(colour, fc.constantFrom(...themes), (brand, theme) => {
        const { accent, accentEdge, accentSoft } = brandTokens(brand)[theme];
        expect(leastOn(accentEdge ?? accent, theme, accentSoft)).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 500 },
    );
  });

  test("capital hex digits mean the same; a text that is no colour throws", () => {
    expect(brandTokens("#FFCC00")).toEqual(brandTokens("#ffcc00"));
    expect(() => brandTokens("yellow")).toThrow("not a colour: yellow");
    expect(() => brandStyle("#fff}</style>")).toThrow("not a colour");
  });
});

describe("the style sheet of a brand", () => {
  test("sets the accent in both themes and nothing else", () => {
    expect(brandStyle("#ffcc00")).toBe(
      ":root{--accent:#ffcc00;--accent-text:#7e6408;--on-accent:#000000;" +
        "--accent-soft:#fff9e3;--accent-edge:#7e6408}" +
        "@media (prefers-color-scheme: dark){:root{--accent:#ffcc00;--accent-text:#ffcc00;" +
        "--on-accent:#000000;--accent-soft:#443e17;--accent-edge:#ffcc00}}",
    );
  });

  test("is measured on the grounds that the sheets have", () => {
    const sheets = ["tokens.css", "tokens-deferred.css"].map((name) =>
      readFileSync(new URL(`../../src/ui/kit/tokens/${name}`, import.meta.url), "utf8").split(
        "@media (prefers-color-scheme: dark)",
      ),
    );
    for (const [theme, grounds] of [GROUNDS.light, GROUNDS.dark].entries()) {
      const text = sheets.map((sheet) => sheet[theme]).join("");
      for (const [name, hex] of Object.entries(grounds))
        expect(text).toContain(`--${name}: ${hex};`);
    }
  });
});
