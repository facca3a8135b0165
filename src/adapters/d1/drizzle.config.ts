import { defineConfig } from "drizzle-kit";

/** `drizzle-kit generate --config src/adapters/d1/drizzle.config.ts --name what_it_does` */
export default defineConfig({
  dialect: "sqlite",
  // The ledgers have a configuration of their own.
  schema: "./src/adapters/d1/schema-!(ledger).ts",
  out: "./migrations",
  // Its marker stands behind a `;` on the same line, where D1's server would not cut.
  breakpoints: false,
});
