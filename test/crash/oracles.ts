/** What must be true at rest. Judged by what Stripe and the OCS know, then compared with us. */
import { isOurBucket } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { CastMember } from "../fixtures/cast.ts";
import type { IntentState } from "../simulators/stripe/admin.ts";
import type { Bucket, Inside, Outside } from "./snapshot.ts";

/** One top-up with everything that was paid for it. */
export interface PaidTopUp {
  readonly topUpId: string;
  readonly serviceId: string;
  readonly quantity: number;
  readonly intents: readonly IntentState[];
  readonly enabled: readonly Bucket[];
}

export function paidTopUps(outside: Outside, services: readonly CastMember[]): PaidTopUp[] {
  const accounts = new Map(services.map(({ service }) => [service.id, service.account]));
  const byTopUp = Map.groupBy(outside.paid, ({ metadata }) => metadata.top_up_id ?? "");
  return [...byTopUp].map(([topUpId, intents]) => {
    const { service_id: serviceId = "", quantity } = intents[0]?.metadata ?? {};
    const ours = outside.buckets.get(accounts.get(serviceId) ?? "") ?? [];
    const enabled = ours.filter((b) => b.enabled && b.id.split(".")[0] === topUpId);
    return { topUpId, serviceId, quantity: Number(quantity), intents, enabled };
  });
}

const keptBy = (t: PaidTopUp) => t.intents.filter((i) => i.returned === 0 && i.pending === 0);
const isCredited = (t: PaidTopUp) => t.enabled.length > 0;

/** Money in = credited or returned in full, per intent, never both; null: so it is. */
export function wrongOutside(t: PaidTopUp): string | null {
  const partly = t.intents.find((i) => i.returned !== 0 && i.returned !== i.received);
  if (partly) return `${partly.id} was returned in part: ${partly.returned} of ${partly.received}`;
  const pending = t.intents.find((i) => i.pending !== 0);
  if (pending) return `${pending.id}: a refund is pending`;
  if (t.enabled.length > 1) return `credited ${t.enabled.length} times`;
  const kept = keptBy(t).length;
  if (kept === 1 && !isCredited(t)) return "paid, neither credited nor returned";
  if (kept === 0 && isCredited(t)) return "credited, and the money was returned";
  if (kept > 1) return `${kept} payments kept for one top-up`;
  return null;
}

/** Our own view of the same top-up; null: it agrees. */
export function wrongInside(t: PaidTopUp, inside: Inside): string | null {
  const wanted = isCredited(t) ? "credited" : "refunded";
  const name = inside.names.get(t.topUpId);
  if (name !== wanted) return `the object says ${name}, outside it is ${wanted}`;
  const row = inside.rows.find(({ id }) => id === t.topUpId);
  if (!row) return "no row in D1";
  if (row.name !== wanted) return `D1 says ${row.name}, the object ${name}`;
  const kept = keptBy(t).reduce((sum, i) => sum + i.received, 0);
  const keptInD1 = row.received - row.returned;
  return keptInD1 === kept ? null : `D1 keeps ${keptInD1}, Stripe ${kept}`;
}

/** What no single payment shows: stacked ends, buckets of nobody, papers, the unpaid. */
export function wrongTogether(
  outside: Outside,
  inside: Inside,
  world: { readonly services: readonly CastMember[]; readonly plannedEnds: Ends },
): string[] {
  const paid = paidTopUps(outside, world.services);
  const credited = paid.filter(isCredited);
  const numbers = inside.invoiceNumbers;
  const gap = numbers.findIndex((number, i) => number !== i + 1);
  const known = new Set(paid.map((t) => t.topUpId));
  return [
    ...world.services.flatMap((member) => wrongEnds(member, { outside, credited, ...world })),
    ...(gap < 0 ? [] : [`invoice number ${gap + 1} is missing`]),
    ...(numbers.length === credited.length
      ? []
      : [`${numbers.length} invoices for ${credited.length} credits`]),
    ...inside.unbalanced.map((entry) => `journal entry ${entry} does not balance`),
    ...inside.rows.filter(({ id }) => !known.has(id)).map(({ id }) => `${id}: row, never paid`),
  ];
}

/** Ends of what a service had before, by account; Unix ms. */
export type Ends = ReadonlyMap<string, number>;

export function endsOf(outside: Outside): Ends {
  const last = (buckets: readonly Bucket[]) =>
    Math.max(...buckets.filter((b) => b.enabled).map((b) => b.endAt));
  return new Map([...outside.buckets].map(([account, buckets]) => [account, last(buckets)]));
}

function wrongEnds(
  { service }: CastMember,
  at: {
    readonly outside: Outside;
    readonly credited: readonly PaidTopUp[];
    readonly plannedEnds: Ends;
  },
): string[] {
  const { outside, credited, plannedEnds } = at;
  const mine = credited.filter((t) => t.serviceId === service.id);
  const days = mine.reduce((sum, t) => sum + t.quantity, 0);
  const planned = (plannedEnds.get(service.account) ?? 0) + days * DAY_MS;
  const end = endsOf(outside).get(service.account) ?? 0;
  const live = (outside.buckets.get(service.account) ?? []).filter(
    (b) => b.enabled && isOurBucket(b.id),
  );
  return [
    ...(end === planned
      ? []
      : [`${service.id} ends ${(end - planned) / DAY_MS} days off what was credited`]),
    ...(live.length === mine.length
      ? []
      : [`${service.id}: ${live.length} live buckets for ${mine.length} credits`]),
  ];
}
