import { contrast, hexOfOklch, mixed, oklchOf } from "./colour.ts";

/**
 * The operator's colour (row S6): one hex colour replaces the accent and nothing else. Everything
 * derived from it can be read on every ground of the design, whatever the colour is.
 */
export interface BrandTheme {
  /** Fill of the button and of the marks. */
  readonly accent: string;
  /** Black or white: the text on the fill. */
  readonly onAccent: string;
  /** Links and words in the accent; at least 4.5 on every ground. */
  readonly accentText: string;
  readonly accentSoft: string;
  /** Where the fill is too faint against a ground, button and marks need this edge; else null. */
  readonly accentEdge: string | null;
}
export interface BrandTokens {
  readonly light: BrandTheme;
  readonly dark: BrandTheme;
}

/** The grounds of text and fills besides the accent's soft one; copies of those in tokens.css. */
export const GROUNDS = {
  light: {
    ground: "#f1f3f0",
    surface: "#ffffff",
    sunk: "#e7ebe6",
    "ok-soft": "#e1f1e6",
    "warn-soft": "#faefd6",
    "bad-soft": "#fbe8e5",
  },
  dark: {
    ground: "#0d1112",
    surface: "#151b1d",
    sunk: "#232c2f",
    "ok-soft": "#11301f",
    "warn-soft": "#332507",
    "bad-soft": "#3d1613",
  },
} as const;
type Theme = keyof typeof GROUNDS;

/** The brand's share of the soft ground, and the step of lightness on the way to readable text. */
const RULES: Readonly<Record<Theme, { soft: number; step: number }>> = {
  light: { soft: 0.11, step: -0.01 },
  dark: { soft: 0.2, step: 0.01 },
};
const READABLE = 4.5;
const SEEN = 3;

/** Both themes of a brand. Throws when it is not `#rrggbb`. */
export function brandTokens(hex: string): BrandTokens {
  const brand = hex.toLowerCase();
  const light = themeOf(brand, "light");
  const dark = themeOf(brand, "dark");
  // On dark grounds an edge that is brighter than its fill looks lit from behind: the fill gets the
  // edge's colour.
  const fill = dark.accentEdge ?? dark.accent;
  return {
    light,
    dark: { ...dark, accent: fill, onAccent: onFill(fill), accentEdge: null },
  };
}

/** The custom properties of both themes, for a style sheet after tokens.css. */
export function brandStyle(hex: string): string {
  const { light, dark } = brandTokens(hex);
  const dusk = "@media (prefers-color-scheme: dark)";
  return `:root{${properties(light)}}${dusk}{:root{${properties(dark)}}}`;
}

function themeOf(brand: string, theme: Theme): BrandTheme {
  const { soft, step } = RULES[theme];
  const accentSoft = mixed(brand, soft, GROUNDS[theme].surface);
  const grounds = [...Object.values(GROUNDS[theme]), accentSoft];
  const accentText = readable(brand, grounds, step);
  return {
    accent: brand,
    onAccent: onFill(brand),
    accentText,
    accentSoft,
    accentEdge: least(brand, grounds) < SEEN ? accentText : null,
  };
}

/** The brand's hue, darker or lighter step by step; at the end black or white, readable on all. */
function readable(brand: string, grounds: readonly string[], step: number): string {
  const { lightness, chroma, hue } = oklchOf(brand);
  let text = brand;
  for (let n = 1; least(text, grounds) < READABLE && n <= 100; n++) {
    text = hexOfOklch({ lightness: lightness + n * step, chroma, hue });
  }
  return text;
}

/** Never below 4.58: between black (21 on white) and white the worst is the square root of 21. */
const onFill = (fill: string): string =>
  contrast(fill, "#000000") >= contrast(fill, "#ffffff") ? "#000000" : "#ffffff";

const least = (colour: string, grounds: readonly string[]): number =>
  Math.min(...grounds.map((ground) => contrast(colour, ground)));

const properties = (theme: BrandTheme): string =>
  [
    `--accent:${theme.accent}`,
    `--accent-text:${theme.accentText}`,
    `--on-accent:${theme.onAccent}`,
    `--accent-soft:${theme.accentSoft}`,
    `--accent-edge:${theme.accentEdge ?? theme.accent}`,
  ].join(";");
