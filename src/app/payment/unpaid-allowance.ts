import { DAY_MS, HOUR_MS } from "../../domain/base/time.ts";
import { isWeak } from "../../domain/top-up/top-up.ts";
import { askCounters } from "../base/ask-counters.ts";
import { callerNetwork } from "../base/caller-network.ts";
import type { Rate } from "../ports/counters.ts";
import type { Ports } from "../ports/ports.ts";
import type { SessionTopUpRequest } from "../ports/service-object/request.ts";

export type UnpaidAllowanceNeeds = Pick<Ports, "counters" | "payerVault" | "log">;

/** The request that is about to become a top-up, and where it came from. */
export interface UnpaidRequest {
  readonly request: SessionTopUpRequest;
  /** The requesting address; null: not known. */
  readonly ip: string | null;
}

/** Per hour and per day. A customer who changes the choice again and again makes a dozen. */
const PER_SESSION = limits(15, 40);
const PER_PREFIX = { strong: limits(300, 1500), weak: limits(30, 100) };
/** One network at one service: guests who share the service's address, or one who types numbers. */
const PER_PREFIX_AND_SERVICE = { strong: limits(60, 200), weak: limits(10, 30) };
const PER_SERVICE = { strong: limits(240, 800), weak: limits(60, 200) };
/** A shop's server calls for all of its customers, so it is counted by service alone. */
const PER_SERVICE_OF_CALLER = limits(600, 4000);

/**
 * Counts one more top-up that nothing is paid for yet. False: too many were made lately by this
 * session, from this network prefix or for this service. Ways of finding the service are counted
 * apart: posts by typed number, or by guests at the service's address, never use up what the holder
 * of its link has left. While the counters are silent, sales go on uncounted; the object still
 * bounds how many are open (`makeRoom`).
 */
export async function takeUnpaidAllowance(
  needs: UnpaidAllowanceNeeds,
  unpaid: UnpaidRequest,
): Promise<boolean> {
  const { topUpId: id, serviceId: owner } = unpaid.request;
  const rates = await ratesOf(needs, unpaid);
  const full = await askCounters(needs.log, () => needs.counters.take({ id, owner, rates }), {
    event: "unpaid_top_ups_not_counted",
    facts: { serviceId: owner },
    answer: [],
  });
  if (full.length === 0) return true;
  // Which kind of rate, and of whom not: the names hold sessions and fingerprints.
  const kinds = full.map(({ name }) => name.split(" ")[0]).join(" ");
  needs.log.warn("unpaid_top_ups_refused", { serviceId: owner, full: kinds });
  return false;
}

/**
 * The object made no top-up after all: nothing is left to count. Without an answer of the counters
 * it stays counted, for a day at most.
 */
export async function giveBackUnpaidAllowance(
  needs: UnpaidAllowanceNeeds,
  unpaid: UnpaidRequest,
): Promise<void> {
  const { topUpId: id, serviceId } = unpaid.request;
  const rates = await ratesOf(needs, unpaid);
  await askCounters(needs.log, () => needs.counters.giveBack({ id, rates }), {
    event: "unpaid_top_up_not_given_back",
    facts: { serviceId },
    answer: undefined,
  });
}

async function ratesOf(
  { payerVault }: Pick<Ports, "payerVault">,
  { request, ip }: UnpaidRequest,
): Promise<readonly Rate[]> {
  const { serviceId, sessionId, identifiedBy } = request;
  const { method, linkId } = identifiedBy;
  if (method === "caller") {
    return [{ name: `unpaid.caller ${serviceId}`, limits: PER_SERVICE_OF_CALLER }];
  }
  const strength = isWeak(identifiedBy) ? "weak" : "strong";
  const way = linkId ?? method;
  const prefix = callerNetwork(ip);
  // By fingerprints: an address is personal data, also in a counter, and its length is bounded.
  const here = await payerVault.fingerprint(`unpaid ${way} ${prefix}`);
  const hereFor = await payerVault.fingerprint(`unpaid ${way} ${prefix} ${serviceId}`);
  return [
    { name: `unpaid.session ${sessionId}`, limits: PER_SESSION },
    { name: `unpaid.prefix ${here}`, limits: PER_PREFIX[strength] },
    { name: `unpaid.prefix-service ${hereFor}`, limits: PER_PREFIX_AND_SERVICE[strength] },
    { name: `unpaid.service ${serviceId} ${way}`, limits: PER_SERVICE[strength] },
  ];
}

function limits(perHour: number, perDay: number): Rate["limits"] {
  return [
    { most: perHour, withinMs: HOUR_MS },
    { most: perDay, withinMs: DAY_MS },
  ];
}
