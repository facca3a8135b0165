import type { ServiceId } from "../../domain/base/ids.ts";
import { DAY_MS, MINUTE_MS } from "../../domain/base/time.ts";

/** How long an alias makes a payment after it was last given out; ms. */
export const ALIAS_PAYS_MS = 30 * MINUTE_MS;
/** How long an alias that is found on a payment still names its service; ms. */
export const ALIAS_KEPT_MS = 30 * DAY_MS;

/** What stands for the two numbers of a service, for one address and one day. */
export interface UsageAlias {
  readonly serviceUuid: string;
  readonly imsi: string;
  readonly serviceId: ServiceId;
  /** A digest of service and address. */
  readonly address: string;
  /** Unix ms. */
  readonly madeAt: number;
  /** When that address last asked; Unix ms. */
  readonly givenAt: number;
}

export type GivenAlias = Pick<UsageAlias, "serviceUuid" | "imsi">;

/** Aliases that `/oam/usage` gave out, in D1. Throws `PortFault` when D1 does not answer. */
export interface UsageAliases {
  /** The pair of this service, address and day (UTC); made at the first call, given at each. */
  give(of: Pick<UsageAlias, "serviceId" | "address">, now: number): Promise<GivenAlias>;
  /** By either alias, or by both of one pair. Null: there is none, or they are not one pair. */
  find(
    by: { readonly serviceUuid: string | null; readonly imsi: string | null },
    now: number,
  ): Promise<UsageAlias | null>;
  /** Forgets at most `limit` aliases older than `ALIAS_KEPT_MS`. Answers with their number. */
  forget(limit: number, now: number): Promise<number>;
}
