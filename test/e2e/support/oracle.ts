import { expect } from "@playwright/test";
import { isOurBucket } from "../../../src/domain/base/ids.ts";
import type { CastMember } from "../../fixtures/cast.ts";
import { Ocs, stripe } from "./external-simulators.ts";

/** One payment and what it bought, by Stripe and the OCS; our own programs are not asked. */
export interface Bought {
  /** Minor units. */
  readonly received: number;
  readonly returned: number;
  /** Enabled buckets of this top-up. */
  readonly buckets: number;
}
interface OcsBucket {
  readonly ID: string;
  readonly ExpirationDate: string;
  readonly Disabled: boolean;
}

export const PRICE_PER_DAY = 1000;
export const credited = (days: number): Bought => ({
  received: days * PRICE_PER_DAY,
  returned: 0,
  buckets: 1,
});
export const refunded = (days: number): Bought => ({
  received: days * PRICE_PER_DAY,
  returned: days * PRICE_PER_DAY,
  buckets: 0,
});

/** Our enabled buckets in the account of a service. */
export async function bucketsOf(member: CastMember): Promise<OcsBucket[]> {
  const { tenant, account } = member.service;
  const { accounts } = await new Ocs(member).state();
  const shown = accounts[`${tenant}:${account}`] as {
    BalanceMap: Record<string, OcsBucket[] | null> | null;
  } | null;
  const all = Object.values(shown?.BalanceMap ?? {}).flatMap((list) => list ?? []);
  return all.filter(({ ID, Disabled }) => isOurBucket(ID) && !Disabled);
}

/** Every intent of the service that received money, oldest first. */
export async function boughtBy(member: CastMember): Promise<Bought[]> {
  const { intents } = await stripe.state();
  const buckets = await bucketsOf(member);
  return intents
    .filter(({ metadata, received }) => metadata.service_id === member.service.id && received > 0)
    .toSorted((a, b) => a.created - b.created)
    .map(({ received, returned, metadata }) => ({
      received,
      returned,
      buckets: buckets.filter(({ ID }) => ID.startsWith(metadata.top_up_id ?? "none")).length,
    }));
}

/**
 * Expects exactly these payments. Each is either credited or refunded as a whole, and there is no
 * bucket without a payment.
 */
export async function expectBought(member: CastMember, ...expected: Bought[]): Promise<void> {
  expect(await boughtBy(member)).toEqual(expected);
  const paidFor = expected.reduce((sum, { buckets }) => sum + buckets, 0);
  expect(await bucketsOf(member)).toHaveLength(paidFor);
}
