import { defineConfig } from "drizzle-kit";

/** `drizzle-kit generate --config src/adapters/d1/drizzle-ledger.config.ts --name what_it_does` */
export default defineConfig({
  dialect: "sqlite",
  schema: "./src/adapters/d1/schema-ledger.ts",
  out: "./migrations/ledger",
  breakpoints: false,
});
