/** The operator's routes about payers: searching, erasing, sealing anew under newer keys. */
import * as z from "zod";
import { hasPrefix } from "../domain/base/ids.ts";
import { operatorOrder } from "./operator.ts";
import { listedTopUp } from "./operator-api.ts";

/** In a body, because an address is logged with what asks for it. */
export const findPayerOrder = z.strictObject({ email: z.string().trim().min(3).max(254) });
export const purchasesView = z.strictObject({
  /** The newest of them, as lists show them. */
  top_ups: z.array(listedTopUp),
  purchases: z.array(
    z.strictObject({
      payer_id: z.string(),
      service_id: z.string(),
      top_up_id: z.string(),
      brand: z.string(),
    }),
  ),
});

/** The reason stays in the logs of top-ups for ever: it names no person. */
export const erasePayerOrder = operatorOrder.pick({ reason: true });
export const erasedView = z.strictObject({
  /** Top-ups that lost their payer; 0 when it was ordered before. */
  erased: z.int(),
  /** Services whose objects gave no answer. */
  failed: z.array(z.string()),
});

/** A page begins after this service or customer; empty: the first one. */
export const resealOrder = z.strictObject({
  after: z
    .string()
    .max(100)
    .transform((text, ctx) => {
      if (text === "" || hasPrefix("svc", text) || hasPrefix("cus", text)) return text;
      ctx.addIssue("empty, or the id of a service (svc_…) or of a customer (cus_…)");
      return z.NEVER;
    })
    .default(""),
});
export const resealedView = z.strictObject({
  resealed: z.int(),
  /** Rows that no key opens. */
  unreadable: z.int(),
  failed: z.array(z.string()),
  after: z.string().nullable(),
});

export type PurchasesJson = z.infer<typeof purchasesView>;
export type ErasedJson = z.infer<typeof erasedView>;
export type ResealedJson = z.infer<typeof resealedView>;
