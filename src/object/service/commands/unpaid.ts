/** Unpaid top-ups of one service: which one a repeated choice gets, and how many stay open. */
import { MINUTE_MS } from "../../../domain/base/time.ts";
import { cancelTopUp } from "../../../domain/top-up/decide/people.ts";
import { stateOf } from "../../../domain/top-up/states.ts";
import { type Identification, isWeak, type TopUp } from "../../../domain/top-up/top-up.ts";
import { recentlyPaid } from "../account-state.ts";
import type { Core } from "../core.ts";
import type { MethodInput } from "../port-types.ts";

/** Every key that stands for a top-up is a row; beyond this the choice makes a new top-up. */
const KEYS_MAX = 20;

/**
 * The open top-up of this session that the same choice (service, offer, quantity, amount, currency)
 * gets again, whatever its key. It must be found in the same way, because a typed number shows less
 * than a link. Null: none, or it may not be sold as it is: the service is closed, or was
 * paid for since.
 */
export function sameChoice(core: Core, asked: MethodInput<"replayTopUp">): TopUp | null {
  const { store } = core;
  if (store.facts.serviceClosed) return null;
  const own = store
    .open()
    .find(
      (t) =>
        t.request.sessionId === asked.sessionId && isSameWay(t, asked.identifiedBy) && isUnpaid(t),
    );
  if (!own) return null;
  const { inputHash, count } = store.keysOf(own.request.topUpId);
  if (inputHash !== asked.inputHash || count >= KEYS_MAX) return null;
  const paidAt = recentlyPaid(core)?.money?.paidAt ?? 0;
  return paidAt > own.requestedAt ? null : own;
}

const isSameWay = ({ request }: TopUp, { method, linkId }: Identification): boolean =>
  request.identifiedBy.method === method && request.identifiedBy.linkId === linkId;

const isUnpaid = (t: TopUp): boolean =>
  stateOf(t) === "awaiting_payment" || stateOf(t) === "awaiting_approval";

/** How many top-ups of one service await a payment at once, per way of finding the service. */
const OPEN_MAX = { strong: 200, weak: 50 } as const;
/** Longer than a customer types a card; a younger top-up makes room for no other. */
const YIELDS_AFTER_MS = 5 * MINUTE_MS;

/**
 * Whether one more top-up may await a payment. Unpaid posts of others must not shut the sale: where
 * too many are open, the oldest is canceled, unless even that one is younger than five minutes.
 * Each way of finding the service is counted apart, so that neither typed numbers nor guests at the
 * service's address cost the holder of its link anything. A payment that a bank works on for days
 * does not count. How many are made per hour is counted elsewhere
 * (`src/app/payment/unpaid-allowance.ts`).
 */
export function makeRoom(core: Core, identifiedBy: Identification): boolean {
  const waiting = core.store
    .open()
    .filter((t) => stateOf(t) === "awaiting_payment" && isSameWay(t, identifiedBy));
  const [oldest] = waiting;
  if (!oldest || waiting.length < OPEN_MAX[isWeak(identifiedBy) ? "weak" : "strong"]) return true;
  if (core.deps.now() - oldest.requestedAt < YIELDS_AFTER_MS) return false;
  core.apply(oldest.request.topUpId, (t, ctx) => cancelTopUp(t, "age", ctx));
  return true;
}
