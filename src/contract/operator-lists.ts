/** Lists of top-ups for `npm run operator`. */
import * as z from "zod";
import { TOP_UP_STATES, type TopUpState } from "../domain/top-up/states.ts";
import { idOf } from "./ids.ts";
import { listedTopUp } from "./operator-api.ts";

export const MAX_PAGE = 100;

const isState = (text: string): text is TopUpState =>
  (TOP_UP_STATES as readonly string[]).includes(text);
/** One or several, with commas between them. */
const states = z.string().transform((list, ctx): TopUpState[] =>
  [...new Set(list.split(","))].flatMap((text) => {
    if (isState(text)) return [text];
    ctx.addIssue(`${text} is no state: ${TOP_UP_STATES.join(", ")}`);
    return [];
  }),
);

export const browseQuery = z
  .strictObject({
    state: states.optional(),
    service: idOf("svc").optional(),
    brand: z.string().max(40).optional(),
    price_minor: z.coerce.number().int().min(0).optional(),
    currency: z
      .string()
      .regex(/^[a-z]{3}$/, "three letters in lower case, for example usd")
      .optional(),
    /** Requested at or after, and before. */
    since: z.iso.datetime().optional(),
    until: z.iso.datetime().optional(),
    /** `true`: those of which a card was declined, instead of those that were paid. */
    declined: z.literal("true").optional(),
    before: idOf("top").optional(),
    limit: z.coerce.number().int().min(1).max(MAX_PAGE).optional(),
  })
  .refine((query) => (query.price_minor === undefined) === (query.currency === undefined), {
    path: ["price_minor"],
    message: "price_minor and currency belong together",
  });

/** A page may be short, or empty, and still have a next one. */
export const browsedView = z.strictObject({
  top_ups: z.array(listedTopUp),
  /** `before` of the next page; null: there is none. */
  next: z.string().nullable(),
});

export type BrowsedJson = z.infer<typeof browsedView>;
