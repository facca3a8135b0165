import * as z from "zod";
import { IDEMPOTENCY_KEY } from "./examples.ts";

const KEY = /^[\x21-\x7e]{8,200}$/;
const MESSAGE = "is needed: 8 to 200 visible ASCII characters, new for every new top-up";

/** The header of posts that make a top-up: the caller's once-only token. */
export const keyHeaders = z.object({
  "idempotency-key": z
    .string(MESSAGE)
    .regex(KEY, MESSAGE)
    .meta({
      description:
        "New for every new top-up, the same when a request is repeated. It binds service, offer, " +
        "quantity and price; the billing details may change until it is paid.",
      example: IDEMPOTENCY_KEY,
    }),
});
