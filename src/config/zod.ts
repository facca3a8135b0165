/**
 * Stands in for the package `zod` in the Worker's bundle (`[alias]` in wrangler.toml).
 * `@hono/zod-openapi` imports the name `z`, which brings the messages of every language with it: 64
 * kB compressed. It uses `z.ZodType` only, so this is all that its `z` holds. Everything else is
 * zod's own. The paths are relative, because the alias would catch `zod/…` too.
 */
import { ZodType } from "../../node_modules/zod/v4/classic/index.js";

export * from "../../node_modules/zod/v4/classic/external.js";
export const z = { ZodType };
