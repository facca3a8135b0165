import * as z from "zod";

/** How far the events of Stripe were read: the cursor of `sweepEvents`. Instants: Unix ms. */
const eventPosition = z.object({
  /** All events up to then were read; null: none ever. */
  readTo: z.number().nullable(),
  /** Events shortly before `readTo` that were read. */
  seen: z.array(z.string()),
  /** The same for the run that is under way. */
  newer: z.array(z.string()),
  /** What the run that is under way still reads; null: none is. */
  window: z
    .object({
      fromMs: z.number(),
      toMs: z.number(),
      after: z.string().nullable(),
    })
    .nullable(),
});
export type EventPosition = z.infer<typeof eventPosition>;

const NONE: EventPosition = { readTo: null, seen: [], newer: [], window: null };

/** A cursor that cannot be read begins anew: to act on an event twice is safe, to miss one not. */
export function readPosition(cursor: string): EventPosition {
  if (cursor === "") return NONE;
  try {
    return eventPosition.parse(JSON.parse(cursor));
  } catch {
    return NONE;
  }
}
