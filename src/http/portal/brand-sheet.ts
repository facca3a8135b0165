import { memoize } from "../../domain/base/memoize.ts";
import { brandStyle } from "../../ui/kit/tokens/brand-colours.ts";

/**
 * The style sheet of a brand's colour (`#rrggbb`). It doubles `:root`, so that the brand's colours
 * stay in force when the sheet of the checkout script brings the default tokens once more.
 */
export const sheetOf = memoize((colour: string): string =>
  brandStyle(colour).replaceAll(":root", ":root:root"),
);

/**
 * The source expression that lets a policy allow the inline sheet and no other. The sheet is
 * inline, because another file would be another request before the first view.
 */
export async function styleSource(sheet: string): Promise<string> {
  const known = sources.get(sheet);
  if (known !== undefined) return known;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sheet));
  const source = `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
  if (sources.size >= MOST) sources.clear();
  sources.set(sheet, source);
  return source;
}

const MOST = 64;
const sources = new Map<string, string>();
