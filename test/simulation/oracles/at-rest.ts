/** What must hold after faults have ceased and everything has come to rest. */
import { isOurBucket, type ServiceId } from "../../../src/domain/base/ids.ts";
import { DAY_MS } from "../../../src/domain/base/time.ts";
import { stackedEnd } from "../../../src/domain/offer/stacking.ts";
import { isRefundedManually } from "../../../src/domain/refund/refund.ts";
import { waitsForBalance } from "../../../src/domain/refund/short-balance.ts";
import { stateOf, type TopUpState } from "../../../src/domain/top-up/states.ts";
import type { Grant, NoticeKind, TopUp } from "../../../src/domain/top-up/top-up.ts";
import type { ObjectHost } from "../world/object-host.ts";
import { endOf } from "../world/ocs.ts";
import { type Intent, returned } from "../world/stripe-state.ts";
import type { World } from "../world/world.ts";
import type { Always } from "./always.ts";
import { fourEyesWereOpen } from "./four-eyes.ts";
import { projectionAgrees } from "./projection.ts";
import { asksTooMuch } from "./refund-rows.ts";
import { Violation } from "./violation.ts";
import { lostDispute, unheard } from "./weaknesses.ts";

const ENDED = new Set(["canceled", "credited", "refunded", "refund_failed"]);
/** A consumer may have read this long before its grant was committed. */
const READING_AGE_MS = 30_000;

/**
 * After one hour without faults every top-up has ended, unless it waits for a person, a bank or a
 * frozen end.
 */
export function checkSoon(world: World): void {
  const slow = world.timings.backoffMaxMs > 60_000;
  if (slow) return;
  for (const t of [...world.hosts.values()].flatMap((host) => host.topUps())) {
    const name = stateOf(t);
    const waiting = /awaiting_payment|canceling|^paid|crediting|resolving|revoking/.test(name);
    const rows = t.refunds.filter(
      (r) => r.state === "requested" && r.problem !== "disputed" && !waitsForBalance(r),
    );
    // Top-ups of customers who came late, or whose bank answered late, have just begun.
    const late = world.clock.now - Math.max(t.requestedAt, t.since) < 45 * 60_000;
    if (!late && ((waiting && !unheard(world, t)) || rows.length > 0)) {
      throw new Violation("not ended within an hour", `${t.request.topUpId} is ${name}`);
    }
  }
}

/**
 * While the OCS answers, however slowly and whatever it says, nothing resolves or revokes for more
 * than this: it ends, or a person is asked.
 */
const RESOLVING_MAX_MS = 60 * 60_000;
export function checkAnswered(world: World): void {
  if (world.clock.now - (world.ocs.faults.silentUntil || 0) < 2 * RESOLVING_MAX_MS) return;
  for (const t of [...world.hosts.values()].flatMap((host) => host.topUps())) {
    const since = t.resolving?.since ?? world.clock.now;
    if (!/resolving|revoking/.test(stateOf(t)) || world.clock.now - since < RESOLVING_MAX_MS) {
      continue;
    }
    throw new Violation("resolving while the OCS answers", `${t.request.topUpId} ${stateOf(t)}`);
  }
}

export function checkAtRest(world: World, always: Always): void {
  for (const host of world.hosts.values()) {
    const topUps = host.topUps();
    for (const t of topUps) {
      everyPaymentHasEnded(world, t);
      promisesWereKept(host, t);
      notRefundedForAnother(world, host, t);
      fourEyesWereOpen(host, t);
      refundsAskForNoMore(host, t);
      impossibleNeverHappened(always, t, host);
      noticesWereSent(world, t);
    }
    commitsAreBounded(host, topUps.length);
    projectionAgrees(world, host, topUps);
  }
  messagesAreBounded(world);
  for (const service of world.services.values()) {
    if (always.tampered.has(service.account.account)) continue;
    daysAreWhatWasPaid(world, always, service.id, service.account.account);
  }
  for (const intent of world.stripe.intents.values()) moneyIsAccountedFor(world, intent);
}

function everyPaymentHasEnded(world: World, t: TopUp): void {
  const name = stateOf(t);
  if (ENDED.has(name) || lostDispute(world, t)) return;
  if (unheard(world, t) && t.refunds.length === 0) return;
  throw new Violation("not ended", `${t.request.topUpId} is ${name}`);
}

/** All rows of a payment together never ask for more than it had when they were requested. */
function refundsAskForNoMore(host: ObjectHost, { request }: TopUp): void {
  const [row] = asksTooMuch(host.log(request.topUpId));
  if (row)
    throw new Violation("refund of more than is left", `${row.refundId}: ${row.amount.minor}`);
}

/** An accepted refund of an operator holds; only another operator's action may change it. */
function promisesWereKept(host: ObjectHost, t: TopUp): void {
  if (stateOf(t) !== "credited") return;
  const log = host.log(t.request.topUpId);
  const paid = log.findIndex((e) => e.type === "PaymentSucceeded");
  const since = log.slice(paid);
  const last = since.findLast((e) => e.type === "OperatorActed" && e.action !== "redrive");
  const redriven = since.some((e) => e.type === "Unparked" && e.to === "paid");
  if (last?.type === "OperatorActed" && last.action === "refund" && !redriven) {
    throw new Violation(
      "promise broken",
      `${t.request.topUpId}: an operator refunded it, and it is credited`,
    );
  }
}

/** The NOT_FOUND of another account refunds no customer; the id of an answer sees to that. */
function notRefundedForAnother({ ocs }: World, host: ObjectHost, { request }: TopUp): void {
  if (ocs.removed.has(request.account)) return;
  const returned = host
    .log(request.topUpId)
    .some((e) => e.type === "ReturnDecided" && e.reason === "no_account");
  if (returned) throw new Violation("refunded for another account's answer", request.topUpId);
}

function impossibleNeverHappened(always: Always, t: TopUp, host: ObjectHost): void {
  if (!t.findings.includes("impossible") || always.tampered.has(t.request.account)) return;
  const found = host
    .log(t.request.topUpId)
    .find((e) => e.type === "FindingRaised" && e.kind === "impossible");
  const detail = found?.type === "FindingRaised" ? found.detail : "";
  // Before approval there is no attempt of ours; there this cell is meant for foreign payments.
  if (/awaiting_approval$/.test(detail)) return;
  throw new Violation("impossible", `${t.request.topUpId}: ${detail}`);
}

const DUE_NOTICES: Readonly<Partial<Record<TopUpState, NoticeKind>>> = {
  credited: "confirmation",
  refunded: "refund",
  refund_failed: "refund_correction",
};

/** At most once, whatever the email provider; and once, unless the notice says "unsure". */
function noticesWereSent({ mail }: World, t: TopUp): void {
  if (!t.request.payer.hasEmail) return;
  const due = DUE_NOTICES[stateOf(t)] ?? "";
  for (const { kind, unsure } of t.notices) {
    const id = `${t.request.topUpId}:${kind}`;
    const arrived = mail.arrivals.get(id) ?? 0;
    if (arrived > 1) throw new Violation("a notice twice", id);
    if (kind === due && arrived === 0 && !unsure) throw new Violation("no notice", id);
    if (unsure && mail.keyed) throw new Violation("unsure of a notice with a key", id);
  }
}

/** The bound is far above the worst top-up seen (about 150) and far below what a loop makes. */
function commitsAreBounded(host: ObjectHost, topUps: number): void {
  const bound = 600 * Math.max(1, topUps);
  if (host.storage.commits > bound) {
    throw new Violation("too many commits", `${host.storage.commits} for ${topUps} top-ups`);
  }
}

/** Messages do not multiply: whatever gets lost or duplicated, a top-up needs a few dozen. */
function messagesAreBounded(world: World): void {
  const topUps = [...world.hosts.values()].reduce((n, host) => n + host.topUps().length, 0);
  const { sent } = world.queues;
  if (sent > 300 * Math.max(1, topUps)) {
    throw new Violation("too many messages", `${sent} for ${topUps} top-ups`);
  }
}

// --- the OCS -------------------------------------------------------------------------------------

interface Credited {
  readonly t: TopUp;
  readonly grant: Grant;
}

/** The ends that follow from the credited top-ups, in the order of grants, are those at the OCS. */
function daysAreWhatWasPaid(
  world: World,
  always: Always,
  serviceId: ServiceId,
  account: string,
): void {
  const topUps = world.host(serviceId).topUps();
  const credited: Credited[] = topUps
    .flatMap((t) =>
      stateOf(t) === "credited" && t.credit.grant ? [{ t, grant: t.credit.grant }] : [],
    )
    .sort((a, b) => a.grant.grantedAt - b.grant.grantedAt);
  let end = 0;
  for (const { t, grant } of credited) {
    const { offer, quantity, timeZone, topUpId } = t.request;
    const ends = (planEnd: number) =>
      stackedEnd(Math.max(grant.grantedAt, end, planEnd), quantity, offer.endRule, timeZone);
    const at = grant.grantedAt;
    const allowed = always.planEndsBetween(account, at - READING_AGE_MS, at).map(ends);
    if (!allowed.includes(grant.endAt)) {
      const days = (grant.endAt - (allowed.at(-1) ?? 0)) / DAY_MS;
      throw new Violation("wrong end", `${topUpId} ends ${days.toFixed(2)} days off`);
    }
    end = Math.max(end, grant.endAt);
    isThere(world, account, grant);
  }
  const owed = topUps.filter((t) => t.credit.kind === "owed").map((t) => t.request.topUpId);
  const expected = new Set([...owed, ...credited.map((c) => c.grant.bucketId)]);
  for (const bucket of live(world, account)) {
    if (!isOurBucket(bucket.id) || bucket.disabled || expected.has(bucket.id)) continue;
    throw new Violation("days for free", `${bucket.id} is enabled and belongs to nothing credited`);
  }
}
function live(world: World, account: string) {
  return world.ocs.buckets(account).filter((b) => (endOf(b) ?? 0) > world.clock.now);
}
function isThere(world: World, account: string, { bucketId, endAt }: Grant): void {
  if (endAt <= world.clock.now || !world.ocs.account(account)) return;
  const there = live(world, account).filter((b) => b.id === bucketId);
  const good = there.length === 1 && there[0] && !there[0].disabled && endOf(there[0]) === endAt;
  if (!good) throw new Violation("paid and not there", bucketId);
}

// --- Stripe --------------------------------------------------------------------------------------

/** Received = price of what is credited + refunded (+ failed refunds, which an operator sees). */
function moneyIsAccountedFor(world: World, intent: Intent): void {
  const { metadata } = intent;
  if (!metadata) return;
  if (intent.status === "open") {
    const known = world.host(metadata.serviceId).load(metadata.topUpId);
    if (!known || unheard(world, known)) return;
    throw new Violation("an intent left open", `${intent.id} of ${metadata.topUpId}`);
  }
  if (intent.status !== "succeeded") return;
  const t = world.host(metadata.serviceId).load(metadata.topUpId);
  if (!t) throw new Violation("money lost", `${intent.id}: no object knows ${metadata.topUpId}`);
  const received = intent.amount.minor;
  const gone = intent.dispute === "lost" ? received : returned(intent);
  const ours = t.refunds.filter((r) => r.intentId === intent.id);
  const sum = (rows: readonly { amount: { minor: number } }[]) =>
    rows.reduce((total, r) => total + r.amount.minor, 0);
  if (stateOf(t) === "credited" && t.money?.intentId === intent.id) {
    const told = t.findings.some((f) =>
      /refunded_externally_after_credit|disputed|part_refunded_externally/.test(f),
    );
    if (gone > 0 && !told) {
      throw new Violation(
        "credited and returned",
        `${intent.id}: ${gone} of ${received}, no finding`,
      );
    }
    const ourRefunds = intent.refunds.filter((r) => r.refundId !== null && r.status !== "failed");
    if (ourRefunds.length > 0) throw new Violation("credited and refunded", intent.id);
    if (received !== t.request.price.minor || intent.amount.currency !== t.request.price.currency) {
      throw new Violation("credited for another price", intent.id);
    }
    return;
  }
  const owned = sum(ours.filter((r) => r.state === "failed"));
  const manually = sum(ours.filter(isRefundedManually));
  const left = received - gone - manually;
  if (left > 0 && owned === 0) {
    throw new Violation(
      "neither credited nor returned",
      `${intent.id}: ${left} of ${received} left`,
    );
  }
}
