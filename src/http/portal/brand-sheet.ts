import type { Settings } from "../../config/settings.ts";
import { brandStyle } from "../../ui/kit/tokens/brand-colours.ts";

/** The operator's colour and the style sheet that is made of it. */
export interface BrandColour {
  readonly hex: string;
  readonly sheet: string;
}
interface Made {
  readonly colour: BrandColour | null;
  readonly source: Promise<string | null>;
}
/** Made once per configuration, because settings are parsed once per environment. */
const made = new WeakMap<object, Made>();

/** Null: the house's own colours, which are in the style sheet already. */
export const colourOf = (settings: Pick<Settings, "BRAND_COLOR">): BrandColour | null =>
  of(settings).colour;

/**
 * How a policy allows the inline sheet and no other; null: there is none. Inline, because another
 * file would be another request before the first view.
 */
export const styleSource = (settings: Pick<Settings, "BRAND_COLOR">): Promise<string | null> =>
  of(settings).source;

function of(settings: Pick<Settings, "BRAND_COLOR">): Made {
  const known = made.get(settings);
  if (known) return known;
  const hex = settings.BRAND_COLOR;
  const colour = hex === "" ? null : { hex, sheet: sheetOf(hex) };
  const fresh = { colour, source: hashOf(colour?.sheet ?? null) };
  made.set(settings, fresh);
  return fresh;
}

/** Stronger than the house's tokens, which come once more with the sheet of the second script. */
const sheetOf = (hex: string): string => brandStyle(hex).replaceAll(":root", ":root:root");

async function hashOf(sheet: string | null): Promise<string | null> {
  if (sheet === null) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sheet));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}
