/** All tables of D1, in words in migrations/README.md. */
export * from "./schema-books.ts";
export * from "./schema-claims.ts";
export * from "./schema-register.ts";
export * from "./schema-top-up.ts";
export * from "./schema-tries.ts";
