/** What must be true at rest: checks Stripe and the OCS first, then compares our own state. */
import { isOurBucket } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { CastMember } from "../fixtures/cast.ts";
import type { IntentState } from "../simulators/stripe/admin.ts";
import type { Bucket, External, Internal } from "./snapshot.ts";

/** One top-up with everything that was paid for it. */
export interface PaidTopUp {
  readonly topUpId: string;
  readonly serviceId: string;
  readonly quantity: number;
  readonly intents: readonly IntentState[];
  readonly enabled: readonly Bucket[];
}

export function paidTopUps(external: External, services: readonly CastMember[]): PaidTopUp[] {
  const accounts = new Map<string, string>(
    services.map(({ service }) => [service.id, service.account]),
  );
  const byTopUp = Map.groupBy(external.paid, ({ metadata }) => metadata.top_up_id ?? "");
  return [...byTopUp].map(([topUpId, intents]) => {
    const { service_id: serviceId = "", quantity } = intents[0]?.metadata ?? {};
    const ours = external.buckets.get(accounts.get(serviceId) ?? "") ?? [];
    const enabled = ours.filter((b) => b.enabled && b.id.split(".")[0] === topUpId);
    return { topUpId, serviceId, quantity: Number(quantity), intents, enabled };
  });
}

const keptBy = (t: PaidTopUp) => t.intents.filter((i) => i.returned === 0 && i.pending === 0);
const isCredited = (t: PaidTopUp) => t.enabled.length > 0;

/** Each payment is credited or refunded in full, never both; null if this is so. */
export function wrongExternally(t: PaidTopUp): string | null {
  const partly = t.intents.find((i) => i.returned !== 0 && i.returned !== i.received);
  if (partly) return `${partly.id} was refunded in part: ${partly.returned} of ${partly.received}`;
  const pending = t.intents.find((i) => i.pending !== 0);
  if (pending) return `${pending.id}: a refund is pending`;
  if (t.enabled.length > 1) return `credited ${t.enabled.length} times`;
  const kept = keptBy(t).length;
  if (kept === 1 && !isCredited(t)) return "paid, neither credited nor refunded";
  if (kept === 0 && isCredited(t)) return "credited, and the money was refunded";
  if (kept > 1) return `${kept} payments kept for one top-up`;
  return null;
}

/** Compares our own state of the same top-up; null if it agrees. */
export function wrongInternally(t: PaidTopUp, internal: Internal): string | null {
  const wanted = isCredited(t) ? "credited" : "refunded";
  const name = internal.names.get(t.topUpId);
  if (name !== wanted) return `the object says ${name}, Stripe and the OCS ${wanted}`;
  const row = internal.rows.find(({ id }) => id === t.topUpId);
  if (!row) return "no row in D1";
  if (row.name !== wanted) return `D1 says ${row.name}, the object ${name}`;
  const kept = keptBy(t).reduce((sum, i) => sum + i.received, 0);
  const keptInD1 = row.received - row.returned;
  return keptInD1 === kept ? null : `D1 keeps ${keptInD1}, Stripe ${kept}`;
}

/** What no single payment shows: stacked ends, foreign buckets, invoices, unpaid top-ups. */
export function wrongTogether(
  external: External,
  internal: Internal,
  world: { readonly services: readonly CastMember[]; readonly plannedEnds: Ends },
): string[] {
  const paid = paidTopUps(external, world.services);
  const credited = paid.filter(isCredited);
  const numbers = internal.invoiceNumbers;
  const gap = numbers.findIndex((number, i) => number !== i + 1);
  const known = new Set(paid.map((t) => t.topUpId));
  return [
    ...world.services.flatMap((member) => wrongEnds(member, { external, credited, ...world })),
    ...(gap < 0 ? [] : [`invoice number ${gap + 1} is missing`]),
    ...(numbers.length === credited.length
      ? []
      : [`${numbers.length} invoices for ${credited.length} credits`]),
    ...internal.unbalanced.map((entry) => `journal entry ${entry} does not balance`),
    ...internal.rows.filter(({ id }) => !known.has(id)).map(({ id }) => `${id}: row, never paid`),
  ];
}

/** The end of each account's service, by account; Unix ms. */
export type Ends = ReadonlyMap<string, number>;

export function endsOf(external: External): Ends {
  const last = (buckets: readonly Bucket[]) =>
    Math.max(...buckets.filter((b) => b.enabled).map((b) => b.endAt));
  return new Map([...external.buckets].map(([account, buckets]) => [account, last(buckets)]));
}

function wrongEnds(
  { service }: CastMember,
  at: {
    readonly external: External;
    readonly credited: readonly PaidTopUp[];
    readonly plannedEnds: Ends;
  },
): string[] {
  const { external, credited, plannedEnds } = at;
  const mine = credited.filter((t) => t.serviceId === service.id);
  const days = mine.reduce((sum, t) => sum + t.quantity, 0);
  const planned = (plannedEnds.get(service.account) ?? 0) + days * DAY_MS;
  const end = endsOf(external).get(service.account) ?? 0;
  const live = (external.buckets.get(service.account) ?? []).filter(
    (b) => b.enabled && isOurBucket(b.id),
  );
  return [
    ...(end === planned
      ? []
      : [`${service.id} ends ${(end - planned) / DAY_MS} days off the credited days`]),
    ...(live.length === mine.length
      ? []
      : [`${service.id}: ${live.length} live buckets for ${mine.length} credits`]),
  ];
}
