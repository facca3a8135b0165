import type { ListedTopUp } from "../../app/ports/read-models.ts";
import type { ListedTopUpJson } from "../../contract/operator-api.ts";
import { iso } from "../base/iso.ts";

/** A row of a list of top-ups, as every answer to staff and other systems has it. */
export function listedJson(row: ListedTopUp): ListedTopUpJson {
  return {
    id: row.topUpId,
    service_id: row.serviceId,
    service_uuid: row.serviceUuid,
    brand: row.brand,
    time_zone: row.timeZone,
    state: row.state,
    quantity: row.quantity,
    price: { ...row.price },
    intent: row.intentId,
    transaction: row.transactionId,
    decline: row.decline,
    requested_at: iso(row.requestedAt),
    paid_at: row.paidAt === null ? null : iso(row.paidAt),
  };
}
