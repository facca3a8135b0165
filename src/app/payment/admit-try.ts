import type { ServiceId, SessionId, TopUpId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../domain/base/time.ts";
import { MAX_DECLINES } from "../../domain/top-up/decide/declined.ts";
import { askCounters } from "../base/ask-counters.ts";
import { callerNetwork } from "../base/caller-network.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { sha256Hex } from "../base/sha256-hex.ts";
import type { Rate } from "../ports/counters.ts";
import type { ConfirmationToken } from "../ports/payments.ts";
import type { Ports } from "../ports/ports.ts";

const NOT_COUNTED = "tries_not_counted";

/** Who tries to pay for which service. */
export interface Payer {
  readonly sessionId: SessionId;
  readonly ip: string | null;
  readonly serviceId: ServiceId;
  /** The service was found by what proves nothing, so others' declines count against it. */
  readonly weak: boolean;
}

/** A try that is counted; it is given back when no card was declined. */
export interface CountedTry {
  readonly id: `try_${string}`;
  readonly rates: readonly Rate[];
}

export type TryRefusal = "too_many_declines" | "too_many_requests" | "temporarily_unavailable";
type Needs = Pick<Ports, "counters" | "payerVault" | "log">;

/**
 * Card testing (decision 32): a try is counted before it is made, so that no burst overtakes its
 * own declines. Top-up, session and, for a weak identity, network prefix refuse; the counts of
 * service and portal only slow weak identities down. Without an answer of the counters a weak
 * identity is refused and a strong one goes on: Stripe's own count still ends its top-up.
 */
export async function admitTry(
  needs: Needs,
  payer: Payer,
  topUpId: TopUpId,
  token: ConfirmationToken,
): Promise<Result<CountedTry, Refusal<TryRefusal>>> {
  const id = `try_${await sha256Hex(`${topUpId}:${token}`)}` as const;
  const rates = [topUpRate(topUpId), ...(await payerRates(needs, payer))];
  return askCounters<Result<CountedTry, Refusal<TryRefusal>>>(
    needs.log,
    () => takeAll(needs, payer, { id, rates }),
    {
      event: NOT_COUNTED,
      facts: { topUpId },
      answer: payer.weak ? refusal("temporarily_unavailable") : ok({ id, rates: [] }),
    },
  );
}

async function takeAll(
  { counters }: Needs,
  { serviceId, weak }: Payer,
  { id, rates }: CountedTry,
): Promise<Result<CountedTry, Refusal<TryRefusal>>> {
  const full = await counters.take({ id, owner: serviceId, rates });
  if (full[0] !== undefined) return refusedBy(full[0]);
  if (!weak) return ok({ id, rates });
  const slowed = await slowDown(counters, serviceId, id);
  if (slowed.kind === "go") return ok({ id, rates: [...rates, ...slowed.rates] });
  await counters.giveBack({ id, rates });
  return refusal("too_many_requests", { retryAfterSeconds: MINUTE_MS / 1000 });
}

/** No card was declined: the try does not count. A counter that is silent forgets within a day. */
export const giveBackTry = ({ counters, log }: Needs, counted: CountedTry): Promise<void> =>
  askCounters(log, () => counters.giveBack(counted), { event: NOT_COUNTED, answer: undefined });

/** Before a top-up is made: whether this payer could try any card for it. Only reads. */
export async function mayTry(
  needs: Needs,
  payer: Payer,
): Promise<Result<null, Refusal<"too_many_declines">>> {
  const [full] = await fullOf(needs, await payerRates(needs, payer));
  return full === undefined ? ok(null) : refusedBy(full);
}

/** The rates that have no room; silent counters have all. */
const fullOf = ({ counters, log }: Needs, rates: readonly Rate[]): Promise<readonly Rate[]> =>
  askCounters(log, () => counters.full({ rates }), { event: NOT_COUNTED, answer: [] });

/**
 * Whether this session's own cards were declined half as often as it may be. Others' declines make
 * no session suspicious, and silent counters none.
 */
export async function isSuspicious(
  needs: Needs,
  { sessionId }: Pick<Payer, "sessionId">,
): Promise<boolean> {
  const { name, limits } = sessionRate(sessionId);
  const half = limits.map(({ most, withinMs }) => ({ most: most / 2, withinMs }));
  return (await fullOf(needs, [{ name, limits: half }])).length > 0;
}

const topUpRate = (topUpId: TopUpId): Rate => ({
  name: `tries.top-up ${topUpId}`,
  limits: [{ most: MAX_DECLINES, withinMs: DAY_MS }],
});

const sessionRate = (sessionId: SessionId): Rate => ({
  name: `tries.session ${sessionId}`,
  limits: [
    { most: 10, withinMs: HOUR_MS },
    { most: 20, withinMs: DAY_MS },
  ],
});

/** A prefix is counted by its fingerprint: an address is personal data, also in a counter. */
async function payerRates(
  { payerVault }: Needs,
  { sessionId, ip, weak }: Payer,
): Promise<readonly Rate[]> {
  const session = sessionRate(sessionId);
  if (!weak) return [session];
  const name = `tries.prefix ${await payerVault.fingerprint(`tries ${callerNetwork(ip)}`)}`;
  return [session, { name, limits: [{ most: 20, withinMs: HOUR_MS }] }];
}

/** What all weak identities of a service, or of the portal, share: how fast, and how fast then. */
const SHARED = [
  { of: (serviceId: ServiceId) => `service ${serviceId}`, anHour: 30, aMinuteThen: 1 },
  { of: () => "portal", anHour: 300, aMinuteThen: 10 },
] as const;

async function slowDown(
  counters: Ports["counters"],
  serviceId: ServiceId,
  id: CountedTry["id"],
): Promise<{ readonly kind: "go"; readonly rates: readonly Rate[] } | { readonly kind: "wait" }> {
  const taken: Rate[] = [];
  const take = async (rate: Rate): Promise<boolean> => {
    const full = await counters.take({ id, owner: serviceId, rates: [rate] });
    if (full.length === 0) taken.push(rate);
    return full.length === 0;
  };
  for (const { of, anHour, aMinuteThen } of SHARED) {
    const name = of(serviceId);
    const usual: Rate = {
      name: `tries.${name}`,
      limits: [{ most: anHour, withinMs: HOUR_MS }],
    };
    const slow: Rate = {
      name: `tries.slow.${name}`,
      limits: [{ most: aMinuteThen, withinMs: MINUTE_MS }],
    };
    if ((await take(usual)) || (await take(slow))) continue;
    await counters.giveBack({ id, rates: taken });
    return { kind: "wait" };
  }
  return { kind: "go", rates: taken };
}

function refusedBy({ limits }: Rate) {
  const retryAfterSeconds = Math.min(...limits.map(({ withinMs }) => withinMs)) / 1000;
  return refusal("too_many_declines", { retryAfterSeconds });
}
