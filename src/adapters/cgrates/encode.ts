/** Renders an order as the request that CGRateS gets. Pure: no call, no clock. */
import type { Encoded, OcsOrder } from "../../domain/ocs/order.ts";
import { setBalanceBody, tombstoneBody } from "./set-balance.ts";

/** The settings of a bucket that this adapter knows; any other one is a mistake in the offer. */
const RATING_SUBJECT = "rating_subject";

/** `cannot` for an order that the engine would misread, and for a setting that it does not have. */
export function encodeForCgrates(order: OcsOrder): Encoded {
  const unknown = Object.keys(order.settings).filter((name) => name !== RATING_SUBJECT);
  if (unknown.length > 0) return cannot(`unknown settings: ${unknown.join(", ")}`);
  try {
    return { kind: "body", body: bodyOf(order) };
  } catch (fault) {
    if (fault instanceof RangeError) return cannot(fault.message);
    throw fault;
  }
}

const cannot = (why: string): Encoded => ({ kind: "cannot", why: `cgrates: ${why}` });

/** Another kind than days is spent while it is retried, so it needs two requests, not one. */
function bodyOf(order: OcsOrder): string {
  switch (order.kind) {
    case "days":
      return daysBody(order);
  }
}

function daysBody(order: OcsOrder): string {
  const { account: ref, type: balanceType, bucketId, endAt, settings } = order;
  const { tenant, account } = ref;
  const bucket = { tenant, account, balanceType, bucketId, endAt };
  switch (order.act) {
    case "credit": {
      const { value, weight } = order;
      const ratingSubject = settings[RATING_SUBJECT] ?? null;
      return setBalanceBody({ ...bucket, value, weight, ratingSubject });
    }
    case "revoke":
      return tombstoneBody(bucket);
  }
}
