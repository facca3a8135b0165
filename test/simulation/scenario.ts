/** The scenario of a seed by its kind: faults, customers, how often disturbances come. */
import { DAY_MS } from "../../src/domain/base/time.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import type { Habits } from "./actors/customers.ts";
import type { WebhookFaults } from "./actors/webhook-delivery.ts";
import { KINDS, type Kind } from "./scenario-kinds.ts";
import { MINUTE } from "./world/durations.ts";
import type { Random } from "./world/random.ts";
import { offerOf } from "./world/register.ts";
import type { World } from "./world/world.ts";

export interface Scenario {
  readonly kind: Kind;
  readonly services: number;
  readonly customers: number;
  /** Customers at the page of an older system. */
  readonly legacyCallers: number;
  /** How long customers come and faults last. */
  readonly activeMs: number;
  /** Probability of a disturbance when a top-up enters a state, and of one more after each. */
  readonly disturbanceChance: number;
  readonly incidents: number;
  readonly habits: Habits;
  readonly webhooks: WebhookFaults;
}

const PAYING = {
  pays: 10,
  declined_then_pays: 4,
  declined: 0.5,
  tests_cards: 0.5,
  slow_bank_pays: 3,
  slow_bank_declines: 0.5,
  slow_bank_cancels: 0.3,
  authorized: 0.3,
  wrong_amount: 0.6,
  risky: 0.4,
  leaves: 0.7,
  cancels: 1,
  pays_late: 0.5,
  slowest_bank: 0.3,
} as const;
const MOSTLY_UNPAID = {
  ...PAYING,
  pays: 2,
  declined: 3,
  leaves: 4,
  cancels: 6,
  slow_bank_pays: 4,
  slow_bank_cancels: 1.5,
} as const;
/** Many payments are processing for a while, so that readings from that time can arrive late. */
const SLOW = { ...PAYING, slow_bank_pays: 12 } as const;
const CANCELS = { ...PAYING, pays: 2, cancels: 14 } as const;

/** Sets the world up for one seed. `only` replaces the kind that chance would choose. */
export function arrange(world: World, only: Kind | null): Scenario {
  const { random } = world;
  const chosen = random.weighted(KINDS);
  const kind = only ?? chosen;
  const rough = kind !== "calm" && kind !== "plan_moves";
  const how = random.next();
  if (rough) roughen(world, kind === "stripe_silent" ? 1 : how);
  ARRANGE[kind](world);
  const quantity = random.pick([
    [1, 3],
    [1, 19],
    [7, 19],
  ] as const);
  return {
    kind,
    services: random.int(1, 2),
    customers: random.int(2, 5),
    legacyCallers: kind === "legacy" ? 5 : 0,
    activeMs: (kind === "stripe_silent" ? 150 : random.pick([2, 10, 45])) * MINUTE,
    disturbanceChance: kind === "calm" ? 0 : random.pick([0, 0.4, 0.8, 0.95]),
    incidents: rough ? random.int(0, 5) : 0,
    habits: {
      paying: payingOf(kind, random),
      repeats: 0.2,
      secondTab: kind === "canceled" ? 0.4 : 0.1,
      requestsRefund: 0.1,
      quantity: kind === "approval" ? [10, 19] : kind === "parked" ? [1, 1] : quantity,
    },
    webhooks: rough
      ? { lost: random.pick([0, 0.1, 0.6]), twice: 0.2, delayMs: [50, random.pick([500, 20_000])] }
      : { lost: 0, twice: 0, delayMs: [50, 500] },
  };
}

function payingOf(kind: Kind, random: Random): Habits["paying"] {
  switch (kind) {
    case "canceled":
    case "stripe_silent":
      return MOSTLY_UNPAID;
    case "surplus":
      return random.chance(0.4) ? MOSTLY_UNPAID : PAYING;
    case "slow_cancel":
      return CANCELS;
    case "parked_late":
    case "owed_stands":
    case "refund_trouble":
      return random.chance(0.5) ? SLOW : PAYING;
    default:
      return PAYING;
  }
}

/** Ordinary faults on every link; `how` bad, from 0 to 1. */
function roughen(world: World, how: number): void {
  const bad = process.env.BAD ? Number(process.env.BAD) : how * how * 0.12;
  const { objectLink, d1Link, mail, ocs, stripe, queues } = world;
  for (const link of [objectLink, d1Link, mail.link, ocs.faults.link, stripe.faults.link]) {
    link.lostBefore = bad;
    link.lostAfter = bad;
    link.stall = bad / 3;
    link.death = bad / 4;
    link.latencyMs = [1, world.random.pick([20, 80, 400])];
  }
  Object.assign(queues.faults, { loss: bad, twice: 2 * bad, death: bad, delayMs: [1, 300] });
  queues.faults.send.lostBefore = bad;
  queues.faults.send.lostAfter = bad;
  world.objectDeath = bad / 3;
  stripe.faults.keysSpent = 3 * bad;
  Object.assign(ocs.faults, { okWithoutSaving: bad, late: bad, again: 3 * bad, crossed: bad });
}

/** Parks what the OCS refuses to revoke within the time in which faults last. */
const IMPATIENT = { revocationTriesMax: 3, revocationRefusedMs: MINUTE } as const;
const MIXED = { ok: 2, pending: 2, pending_fails: 1, fails_later: 2, refused: 2 } as const;

const ARRANGE: Readonly<Record<Kind, (world: World) => void>> = {
  calm: () => {},
  legacy: () => {},
  rough: () => {},
  canceled: () => {},
  approval: (world) => {
    world.approvalAboveMinor = 5000;
  },
  review: (world) => {
    world.stripe.faults.reviews = 0.6;
    world.reviewsRisk = world.random.chance(0.5);
  },
  refund_trouble: (world) => {
    world.stripe.faults.refunds = MIXED;
    world.stripe.faults.refundDelayMs = [5000, world.random.pick([60_000, 3 * DAY_MS])];
    world.ocs.faults.refuse = world.random.pick(["nothing", "credits"]);
    // Payouts have emptied the balance; it is short for hours or days.
    if (world.random.chance(0.5)) {
      world.stripe.balance = -100_000;
      world.stripe.faults.overdraft = 0;
      const filled = world.random.skewed(10 * MINUTE, 3 * DAY_MS);
      world.clock.after(filled, () => {
        world.stripe.faults.overdraft = Number.POSITIVE_INFINITY;
      });
    }
  },
  surplus: (world) => {
    world.stripe.faults.refunds = MIXED;
    world.stripe.faults.refundDelayMs = [500, world.random.pick([2000, 60_000])];
    world.ocs.faults.refuse = world.random.pick(["nothing", "credits", "both"]);
    if (world.random.chance(0.3)) world.timings = { ...DEFAULT_TIMINGS, ...IMPATIENT };
  },
  silent_ocs: (world) => {
    world.ocs.faults.late = 0.3;
    world.ocs.faults.again = 0.3;
  },
  owed: (world) => {
    world.offer = offerOf({
      refundWhileSilent: true,
      onOutageSeconds: world.random.pick([10, 60]),
    });
    world.ocs.faults.late = 0.2;
    world.ocs.faults.again = 0.3;
    if (world.random.chance(0.5)) world.stripe.faults.refunds = MIXED;
    world.stripe.faults.refundDelayMs = [5000, 60_000];
  },
  owed_stands: (world) => {
    world.offer = offerOf({ refundWhileSilent: true, onOutageSeconds: 10 });
    world.ocs.faults.elsewhere.tombstone = 0.7;
    world.ocs.faults.elsewhereMs = [20_000, 600_000];
    world.stripe.faults.refunds = { ...MIXED, pending_fails: 2, refused: 4 };
    world.stripe.faults.refundDelayMs = [500, 60_000];
  },
  account_gone: (world) => {
    world.ocs.faults.crossed = world.random.pick([0, 0.1, 0.3]);
  },
  refusing_ocs: (world) => {
    world.ocs.faults.refuse = world.random.pick(["credits", "both"]);
  },
  // Retries go on for many hours here, so configuration spaces them further apart.
  parked: (world) => {
    const slow = world.random.chance(0.5);
    const age = { backoffMaxMs: 3 * 3_600_000, redispatchMs: 60_000 };
    world.timings = slow ? { ...DEFAULT_TIMINGS, ...age } : { ...DEFAULT_TIMINGS, ...IMPATIENT };
    world.ocs.faults.refuse = slow ? world.random.pick(["nothing", "credits"]) : "both";
    if (world.random.chance(0.6)) world.offer = offerOf({ refundWhileSilent: true });
    if (world.random.chance(0.4)) world.stripe.faults.refunds = MIXED;
  },
  // One node of the engine refuses a write; another one accepts it, gives no answer and executes
  // it much later.
  parked_late: (world) => {
    world.timings = { ...DEFAULT_TIMINGS, ...IMPATIENT };
    world.ocs.faults.refuse = "both";
    world.ocs.faults.elsewhere = { credit: world.random.pick([0, 0.5, 1]), tombstone: 0.4 };
    world.ocs.faults.elsewhereMs = [120_000, 2_400_000];
    world.stripe.faults.refunds = MIXED;
    world.stripe.faults.refundDelayMs = [500, 60_000];
  },
  stripe_silent: () => {},
  slow_credit: (world) => {
    world.stripe.faults.refunds = MIXED;
    world.stripe.faults.refundDelayMs = [500, 30_000];
  },
  slow_cancel: (world) => {
    world.stripe.faults.refunds = { ...MIXED, fails_later: 4 };
    world.stripe.faults.refundDelayMs = [500, 30_000];
    world.stripe.faults.cancelsLost = 0.9;
  },
  plan_moves: (world) => {
    world.network.stallMs = [5000, 120_000];
    world.ocs.faults.link.stall = 0.4;
    world.ocs.faults.link.timeoutMs = 2500;
  },
  alarm_loss: (world) => {
    world.alarmLoss = world.random.pick([0.1, 1]);
  },
  tampered: () => {},
  slow_ocs: (world) => {
    // Credits that are still on their way when the engine becomes slow have to be revoked.
    world.ocs.faults.late = world.random.pick([0, 0.5]);
    world.ocs.faults.refuse = world.random.pick(["nothing", "credits"]);
  },
  gone_for_good: (world) => {
    world.ocs.faults.late = world.random.pick([0, 0.5]);
  },
};

/** Ends all faults: every system answers, nothing is lost, no program dies. */
export function healLinks(world: World): void {
  const { objectLink, d1Link, mail, ocs, stripe, queues } = world;
  for (const link of [
    objectLink,
    d1Link,
    mail.link,
    ocs.faults.link,
    stripe.faults.link,
    queues.faults.send,
  ]) {
    Object.assign(link, { lostBefore: 0, lostAfter: 0, stall: 0, death: 0 });
  }
  Object.assign(queues.faults, { loss: 0, twice: 0, death: 0 });
  Object.assign(ocs.faults, {
    okWithoutSaving: 0,
    late: 0,
    again: 0,
    refuse: "nothing",
    crossed: 0,
  });
  ocs.faults.silentUntil = 0;
  ocs.faults.slowUntil = 0;
  ocs.faults.elsewhere = { credit: 0, tombstone: 0 };
  Object.assign(stripe.faults, { cancelsLost: 0, keysSpent: 0 });
  stripe.faults.refunds = { ok: 1, pending: 0, pending_fails: 0, fails_later: 0, refused: 0 };
  world.objectDeath = 0;
  world.calm = true;
}
