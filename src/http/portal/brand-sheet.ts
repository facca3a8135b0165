import type { Settings } from "../../config/settings.ts";
import { brandStyle } from "../../ui/kit/tokens/brand-colours.ts";

/** The operator's colour (`#rrggbb`) and the style sheet that is made of it. */
export interface BrandColour {
  readonly hex: string;
  readonly sheet: string;
}
/** The colour with the source expression of its sheet; both null: the default theme applies. */
interface BrandSheet {
  readonly colour: BrandColour | null;
  readonly source: Promise<string | null>;
}
/** One per configuration: settings are parsed once per environment, so the object is a key. */
const sheets = new WeakMap<object, BrandSheet>();

/** Null: no colour is configured, and the default theme of the style sheet applies. */
export const colourOf = (settings: Pick<Settings, "BRAND_COLOR">): BrandColour | null =>
  brandSheetOf(settings).colour;

/**
 * The source expression that lets a policy allow the inline sheet and no other; null: there is no
 * sheet. It is inline, because another file would be another request before the first view.
 */
export const styleSource = (settings: Pick<Settings, "BRAND_COLOR">): Promise<string | null> =>
  brandSheetOf(settings).source;

function brandSheetOf(settings: Pick<Settings, "BRAND_COLOR">): BrandSheet {
  const known = sheets.get(settings);
  if (known) return known;
  const hex = settings.BRAND_COLOR;
  const colour = hex === "" ? null : { hex, sheet: sheetOf(hex) };
  const made = { colour, source: hashOf(colour?.sheet ?? null) };
  sheets.set(settings, made);
  return made;
}

/**
 * Doubles `:root`, so that the operator's colours stay in force when the sheet of the checkout
 * script brings the default tokens once more.
 */
const sheetOf = (hex: string): string => brandStyle(hex).replaceAll(":root", ":root:root");

async function hashOf(sheet: string | null): Promise<string | null> {
  if (sheet === null) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sheet));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}
