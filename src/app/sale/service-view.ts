/** What a page or an app is shown of a service, as pure functions of what was read. */
import type { ServiceView } from "../../contract/api.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import type { TopUpState } from "../../domain/top-up/states.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { lastDigits } from "../base/last-digits.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import type { OpenTopUp } from "../ports/service-object/account-state.ts";
import { offerLimits, type Situation } from "./may-sell.ts";

const OVER: ReadonlySet<TopUpState> = new Set(["canceled", "credited", "refunded"]);

export const iso = (at: number): string => new Date(at).toISOString();

export function serviceLine(service: Service): ServiceView["service"] {
  return {
    id: service.id,
    label: service.label,
    kind: service.kind,
    status: service.status,
    last_digits: lastDigits(service),
    time_zone: service.timeZone,
  };
}

/** An offer as customers see it; `maxQuantity`: the most that may be bought of it. */
export function offerLine(offer: Offer, maxQuantity: number): ServiceView["offers"][number] {
  const { id, name, currency, minQuantity } = offer;
  const common = { id, name, currency, min_quantity: minQuantity, max_quantity: maxQuantity };
  switch (offer.kind) {
    case "days":
      return {
        ...common,
        kind: offer.kind,
        unit_minor: offer.unitMinor,
        tiers: offer.tiers.map((tier) => ({ from: tier.from, unit_minor: tier.unitMinor })),
        end_rule: offer.endRule,
      };
  }
}

/** Nothing was paid for it: the concern of the session that began it alone. */
const UNPAID: ReadonlySet<TopUpState> = new Set([
  "awaiting_payment",
  "canceling",
  "awaiting_approval",
]);

/**
 * Of the open and the newest top-ups, those that are not over: this session's own, and to a strong
 * identity also what others have paid for, so that no customer pays twice unknowingly.
 */
export function openTopUpLines(
  openTopUps: readonly OpenTopUp[],
  weak: boolean,
): ServiceView["open_top_ups"] {
  return openTopUps
    .filter(({ state, own }) => !OVER.has(state) && (own || !(weak || UNPAID.has(state))))
    .map(({ topUpId: id, state, own, offerKind, quantity, price }) => {
      return { id, state, own, offer_kind: offerKind, quantity, price: { ...price } };
    });
}

/** A person decides first, so the days are not being added. */
const UNDER_REVIEW: ReadonlySet<TopUpState> = new Set(["in_review", "parked"]);

export function recentTopUpLine(recentTopUp: TopUpView | null): ServiceView["recent_top_up"] {
  if (recentTopUp === null || recentTopUp.paidAt === null) return null;
  const { minor, currency } = recentTopUp.price;
  return {
    id: recentTopUp.topUpId,
    paid_at: iso(recentTopUp.paidAt),
    offer_kind: recentTopUp.offerKind,
    quantity: recentTopUp.quantity,
    price: { minor, currency },
    transaction_id: recentTopUp.transactionId,
    ...(UNDER_REVIEW.has(recentTopUp.state) && { under_review: true as const }),
    new_expiry: recentTopUp.endAt === null ? null : iso(recentTopUp.endAt),
  };
}

/** What is left, with the time of the reading: `stale` is the object's last one. */
export function balanceOf(
  needs: Pick<Ports, "clock" | "settings">,
  situation: Situation,
  offer: Offer | undefined,
): ServiceView["balance"] {
  const reading = shownReading(situation);
  const limits = offer && reading ? offerLimits(needs, { ...situation, reading }, offer) : null;
  if (reading === null || limits === null) {
    return { state: "unreadable", read_at: null, expiry: null, unlimited: false, base: null };
  }
  const unlimited = limits.validity.kind === "unlimited";
  return {
    state: reading === situation.reading ? "read" : "stale",
    read_at: iso(reading.at),
    expiry: limits.validity.kind === "ends" ? iso(limits.validity.endAt) : null,
    unlimited,
    base: unlimited ? null : iso(limits.baseAt),
  };
}

/** The new reading; with a silent OCS the last one that showed an account; otherwise none. */
function shownReading({ reading, accountState }: Pick<Situation, "reading" | "accountState">) {
  if (reading.kind === "account") return reading;
  const last = accountState.shownReading;
  return reading.kind === "unreadable" && last?.kind === "account" ? last : null;
}
