/** What must hold in every state: compares the abstract OCS and the money with the top-ups. */
import { DAY_MS } from "../../../src/domain/base/time.ts";
import { isEnded, stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import type { Body, OcsBucket } from "./ocs.ts";
import type { Pair } from "./pairs.ts";
import { DAYS, IDS, NAMES, NOW, SIDES, type Side, sideOf } from "./setting.ts";
import type { Space, State } from "./space.ts";

const credited = (t: TopUp): boolean => t.credit.kind === "present";
const refunded = (t: TopUp): boolean =>
  stateOf(t) === "refunded" || t.refunds.some((r) => r.state === "succeeded");
const moneyReturns = (t: TopUp): boolean =>
  t.refunds.some((r) => r.state !== "failed") || (t.money?.refundedExternallyMinor ?? 0) > 0;

export class Checks {
  readonly #space: Space;
  readonly #inPair = new Map<number, string | null>();
  readonly #inAccount = new Map<number, string | null>();
  readonly #inNet = new Map<string, string | null>();

  constructor(space: Space) {
    this.#space = space;
  }

  /** What is wrong with this state; null if nothing is. */
  broken(s: State): string | null {
    const atRest = s.consumers.length === 0 ? 1 : 0;
    return (
      remembered(this.#inPair, s.pair, () => this.#pairBroken(s)) ??
      remembered(this.#inAccount, (s.pair * 2 ** 17 + s.account) * 2 + atRest, () =>
        this.#accountBroken(s, atRest === 1),
      ) ??
      remembered(this.#inNet, `${s.pair} ${s.net}`, () => this.#netBroken(s))
    );
  }

  /** An end: both top-ups were paid and have ended, and no consumer is left. */
  isEnd(s: State): boolean {
    const { topUps } = this.#space.pairs.all.get(s.pair);
    return s.consumers.length === 0 && topUps.every((t) => t.money !== null && isEnded(t));
  }

  #pairBroken(s: State): string | null {
    const pair = this.#space.pairs.all.get(s.pair);
    for (const side of SIDES) {
      const wrong = moneyBroken(pair, side);
      if (wrong) return `${NAMES[side]}: ${wrong}`;
    }
    const atRest = (t: TopUp) => isEnded(t) || stateOf(t) === "refund_failed";
    if (!pair.topUps.every(atRest) && !this.#space.pairs.object.wakes(pair.topUps)) {
      return "something is unfinished, and no alarm is set";
    }
    return null;
  }

  #accountBroken(s: State, noConsumer: boolean): string | null {
    const { topUps } = this.#space.pairs.all.get(s.pair);
    const buckets = this.#space.ocs.accounts.get(s.account);
    for (const side of SIDES) {
      const wrong = bucketsBroken(topUps[side], side, buckets);
      if (wrong) return `${NAMES[side]}: ${wrong}`;
    }
    return noConsumer ? daysBroken(topUps, buckets) : null;
  }

  #netBroken(s: State): string | null {
    const { topUps } = this.#space.pairs.all.get(s.pair);
    for (let body = 0; s.net >> body > 0; body++) {
      if (((s.net >> body) & 1) === 0) continue;
      const sent = this.#space.ocs.bodies.get(body);
      const side = sideOf(sent.bucketId);
      if (!wasGranted(topUps[side], sent)) return `${NAMES[side]}: sent without a grant`;
    }
    return null;
  }
}

function moneyBroken({ topUps, promised }: Pair, side: Side): string | null {
  const t = topUps[side];
  if (credited(t) && moneyReturns(t)) return "credited and refunded";
  if (credited(t) && promised[side]) return "credited after a refund was promised";
  const rows = t.refunds.filter((r) => r.state !== "failed");
  const back = rows.reduce((sum, r) => sum + r.amount.minor, 0);
  if (back > (t.money?.received.minor ?? 0)) return "more is refunded than was received";
  if (rows.length > 0 && !["none", "revoked", "owed"].includes(t.credit.kind)) {
    return "a refund before a read confirmed the revocation";
  }
  return null;
}

function bucketsBroken(t: TopUp, side: Side, all: readonly OcsBucket[]): string | null {
  const own = all.filter((b) => b.id.startsWith(IDS[side]));
  const enabled = own.filter((b) => !b.disabled);
  if (refunded(t) && t.credit.kind !== "owed" && enabled.length > 0) return "refunded and enabled";
  if (enabled.length > 1) return "credited twice";
  if (!credited(t)) return null;
  const bucket = own.find((b) => b.id === t.credit.grant?.bucketId);
  if (!bucket) return "credited, and the bucket is missing";
  if (bucket.disabled) return "credited, and the bucket is disabled";
  return bucket.endAt === t.credit.grant?.endAt ? null : "credited with another end";
}

/** At rest the live end is as far ahead as the paid days of the credited top-ups together. */
function daysBroken(topUps: Pair["topUps"], buckets: readonly OcsBucket[]): string | null {
  if (!topUps.every((t) => credited(t) || refunded(t))) return null;
  const ours = buckets.filter((b) => !b.disabled && credited(topUps[sideOf(b.id)]));
  const live = Math.max(NOW, ...ours.map((b) => b.endAt)) - NOW;
  const paid = SIDES.reduce<number>((sum, i) => sum + (credited(topUps[i]) ? DAYS[i] : 0), 0);
  if (live === paid * DAY_MS) return null;
  return `the live end is ${live / DAY_MS} days ahead, paid for were ${paid}`;
}

/** Whether a body was granted, or revokes a granted one whose decision is return. */
function wasGranted(t: TopUp, { text, bucketId, disabled }: Body): boolean {
  const { grant } = t.credit;
  if (!grant) return false;
  // After a redrive from parked this body may belong to the previous generation.
  if (bucketId !== grant.bucketId) return t.credit.generation > 1;
  if (t.credit.kind === "none") return true;
  return disabled ? t.decision === "return" : text === grant.body;
}

function remembered<K>(
  memory: Map<K, string | null>,
  key: K,
  find: () => string | null,
): string | null {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const found = find();
  memory.set(key, found);
  return found;
}
