/**
 * Addresses of built scripts and style sheets, without a build: for types, tests and programs that
 * draw no page for a browser. A Worker is bundled with `.tmp/ui/asset-url.ts` in its place
 * (wrangler.toml, [alias]), where `src/ui/build.ts` writes names that hold a hash of the content.
 */
export const assetUrl = (name: string): string => `/assets/${name}`;

/** The script that reloads pages while `npm run dev` runs; null in every other build. */
export const RELOAD_URL: string | null = null;
