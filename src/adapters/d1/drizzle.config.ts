import { readdirSync } from "node:fs";
import { defineConfig } from "drizzle-kit";

const FOLDER = "./src/adapters/d1";
/** The ledgers have a configuration of their own. */
const isOfMain = (name: string) => /^schema-.*\.ts$/.test(name) && name !== "schema-ledger.ts";

/** `drizzle-kit generate --config src/adapters/d1/drizzle.config.ts --name what_it_does` */
export default defineConfig({
  dialect: "sqlite",
  schema: readdirSync(FOLDER)
    .filter(isOfMain)
    .map((name) => `${FOLDER}/${name}`),
  out: "./migrations",
  // Its marker stands behind a `;` on the same line, where D1's server would not cut.
  breakpoints: false,
});
