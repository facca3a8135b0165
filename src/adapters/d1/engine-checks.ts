/** What the engines of this deployment make of rows that fit their table. */
import type { Encode } from "../../domain/ocs/order.ts";
import { whyNotRendered } from "../../domain/offer/dry-render.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import type { BadRow } from "./read-rows.ts";

export interface KnownEngines {
  /** What `service.ocs` may name. */
  readonly names: readonly string[];
  readonly encode: Encode;
}

/**
 * An open service at an engine that is not configured. It stays in the register, because its
 * customers are told more than that it does not exist; nothing is sold to it (`ocs_unknown`).
 */
export function unknownEngine(
  { names }: KnownEngines,
  { id, status, ocs }: { readonly id: string; readonly status: string; readonly ocs: string },
): BadRow[] {
  if (status === "closed" || names.includes(ocs)) return [];
  const why = `ocs: no engine is configured under the name "${ocs}"`;
  return [{ table: "service", id, columns: ["ocs"], why }];
}

/** An offer that would be refunded after the payment, because its bucket cannot be ordered. */
export function unrenderedOffer(
  { names, encode }: KnownEngines,
  offer: Offer,
  ocs: string,
): BadRow[] {
  // At an engine that is not there nothing is sold, and the service's row is to blame.
  if (!names.includes(ocs)) return [];
  const reason = whyNotRendered(offer, ocs, encode);
  if (reason === null) return [];
  const columns = ["bucket_settings", "bucket_type", "bucket_value"];
  const why = `${columns.join(", ")}: not for the engine "${ocs}": ${reason}`;
  return [{ table: "offer", id: offer.id, columns, why }];
}
