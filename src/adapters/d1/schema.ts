/** All tables of D1, in words in migrations/README.md. */

export * from "./schema-identification.ts";
export * from "./schema-ledger.ts";
export * from "./schema-payment-binding.ts";
export * from "./schema-register.ts";
export * from "./schema-top-up.ts";
