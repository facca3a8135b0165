/** All tables of the database DB; migrations/README.md describes them. */
export * from "./schema-brand.ts";
export * from "./schema-cron.ts";
export * from "./schema-identification.ts";
export * from "./schema-operator.ts";
export * from "./schema-payer-block.ts";
export * from "./schema-payment-binding.ts";
export * from "./schema-projection.ts";
export * from "./schema-register.ts";
export * from "./schema-usage-alias.ts";
export * from "./schema-webhook.ts";
