import type { ListedTopUpJson } from "../../contract/operator-api.ts";
import { toDecimal } from "../../domain/base/money.ts";
import { bothTimes } from "./when.ts";

/** One line of a list: id, state, when (there and here), price, number, declined why. */
export function listedLine(row: ListedTopUpJson, ownZone: string): string {
  const { minor, currency } = row.price;
  const price = `${toDecimal({ minor, currency })} ${currency.toUpperCase()}`;
  const number = row.transaction ?? "no transaction";
  const when = bothTimes(row.requested_at, row.time_zone, ownZone);
  const declined = row.decline === null ? [] : [`declined: ${row.decline}`];
  const id = `${row.service_id}/${row.id}`;
  return [id, row.state, when, price, number, ...declined].join("  ");
}
