/** A refund, as page, API and push frame have it. */
import * as z from "zod";
import { HINDRANCES } from "../domain/refund/hindrance.ts";

export const refundOfTopUp = z.strictObject({
  minor: z.int(),
  currency: z.string(),
  reference: z.string().nullable(),
  manually: z.boolean().meta({ description: "Paid back by another way than the card" }),
  hindrance: z.enum(HINDRANCES).nullable().meta({ description: "Whose fault holds it up" }),
  sent_by: z.iso.datetime().nullable().meta({ description: "When what waits is sent, at latest" }),
});
