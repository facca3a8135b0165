/** Whether the adapter of an engine can render what an offer would order there, before a sale. */
import { bucketId } from "../base/ids.ts";
import { DAY_MS } from "../base/time.ts";
import type { Encode } from "../ocs/order.ts";
import { rulesOf } from "./kinds/rules.ts";
import type { Offer } from "./offer.ts";

/** Stand-ins for what only a sale knows; the bytes that come of them are thrown away. */
const BUCKET_ID = bucketId(`top_${"0".repeat(26)}`, 1);
const ACCOUNT = { tenant: "tenant", account: "account" };

/**
 * Why the engine of this name could not be told of the offer's credit or of its revocation; null:
 * it could. For operators.
 */
export function whyNotRendered(offer: Offer, ocs: string, encode: Encode): string | null {
  const rules = rulesOf(offer);
  const bucket = { account: { ocs, ...ACCOUNT }, bucketId: BUCKET_ID, endAt: DAY_MS };
  const orders = [rules.creditOrder(bucket, offer.minQuantity), rules.revokeOrder(bucket)];
  for (const order of orders) {
    const encoded = encode(order);
    if (encoded.kind === "cannot") return encoded.why;
  }
  return null;
}
