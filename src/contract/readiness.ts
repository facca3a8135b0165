/** The answer of `GET /readyz`, which `npm run operator -- ready` prints. */
import * as z from "zod";

export const readinessView = z.strictObject({
  ok: z.boolean(),
  version: z.string(),
  checks: z.array(
    z.strictObject({
      /** As `ocs main`, `stripe`, `d1 DB`, `queue PROVISION`. */
      name: z.string(),
      ok: z.boolean(),
      /** Milliseconds. */
      ms: z.number(),
      detail: z.string(),
    }),
  ),
});
export type ReadinessJson = z.output<typeof readinessView>;
