import { existsSync } from "node:fs";
import { unstable_readConfig } from "wrangler";
import { unsetIn } from "../../src/config/brand.ts";
import { settingsOf } from "../../src/config/settings-of.ts";
import type { Vars } from "./dev-vars.ts";
import { CONFIG, ROOT } from "./paths.ts";

/**
 * What customers read on pages and in emails and nothing has set yet, and a logo that is no file:
 * the lines that `npm run dev` prints; none when all is set.
 */
export function unsetLines(vars: Vars): readonly string[] {
  const settings = settingsOf({ ...unstable_readConfig({ config: CONFIG }).vars, ...vars });
  const logo = settings.BRAND_LOGO;
  const lost = logo !== "" && !existsSync(`${ROOT}public${logo}`);
  const lines = [...unsetIn(settings), ...(lost ? [`BRAND_LOGO: there is no public${logo}`] : [])];
  if (lines.length === 0) return [];
  return [
    "  Shown to customers and not set yet (.dev.vars here, wrangler.toml in production;",
    "  .dev.vars.example explains each):",
    ...lines.map((line) => `    ${line}`),
    "",
  ];
}
