import type { ServiceView } from "../../contract/api.ts";
import type { ErrorCode } from "../../domain/base/errors.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { AccountReading, Reading } from "../../domain/ocs/reading.ts";
import type { Offer } from "../../domain/offer/offer.ts";
import type { TopUpName } from "../../domain/top-up/names.ts";
import { isWeak } from "../../domain/top-up/state.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { lastDigits } from "../base/last-digits.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Identified } from "../identification/service-token.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import type { AccountState, OpenTopUp } from "../ports/service-object/account-state.ts";
import {
  blockedBy,
  maskRefusal,
  type OfferLimits,
  offerBlockedBy,
  offerLimits,
  type Situation,
  unverifiedMaxQuantity,
} from "./may-sell.ts";
import { signQuote } from "./quote-token.ts";

const OVER: ReadonlySet<TopUpName> = new Set(["canceled", "credited", "refunded"]);

/**
 * Balance first (row C1): the service, what is left with the time of the reading, what may be
 * bought, quotes, and the top-ups that are under way. When the OCS is silent the object's last
 * reading is shown as `stale`, and nothing can be bought. An impatient page (`patienceMs`) gets the
 * last reading sooner, and may already choose: paying asks the OCS again anyway.
 */
export async function getService(
  ports: Ports,
  { service, serviceToken, identifiedBy, sessionId }: GetServiceInput,
  timeBudgetMs?: number,
): Promise<Result<ServiceView, Refusal>> {
  const object = ports.objects.of(service.id);
  const [reading, { accountState, openTopUps, recentTopUp }, offers] = await Promise.all([
    readWithin(ports, service, timeBudgetMs),
    object.getOverview({ sessionId: sessionId ?? null }),
    ports.register.offersFor(service),
  ]);
  const cutShort = timeBudgetMs !== undefined && reading.kind === "unreadable";
  const last = accountState.shownReading;
  const situation = { service, accountState, reading: cutShort && last ? last : reading };
  const weak = isWeak(identifiedBy);
  const sale = saleOf(ports, situation, offers, weak);
  const [quotes] = await Promise.all([
    quotesFor(ports, service, sale),
    isNews(ports, reading, last) && object.noteReading({ reading }),
  ]);
  const view: ServiceView = {
    identification: "strong",
    service: serviceLine(service),
    service_token: serviceToken,
    balance: balanceOf(ports, { service, accountState, reading }, offers[0]),
    blocked: sale.blocked,
    offers: sale.lines.map(({ offer, maxQuantity }) => offerLine(offer, maxQuantity)),
    quotes,
    open_top_ups: weak ? [] : openTopUpLines(openTopUps),
    recent_top_up: recentTopUpLine(recentTopUp),
    livemode: ports.payments.livemode,
  };
  const shown = weak ? masked(view, sale) : view;
  const pending = cutShort && view.balance.state === "unreadable";
  return ok(pending ? { ...shown, balance: { ...shown.balance, state: "pending" } } : shown);
}

/** Without any time left the OCS is not even asked. */
async function readWithin(ports: Ports, { account }: Service, timeBudgetMs?: number) {
  if (timeBudgetMs !== 0) return ports.ocs.read(account, timeBudgetMs);
  return { kind: "unreadable", at: ports.clock.now(), why: "no time left" } as const;
}

/** A reading worth a call to the object: page after page tells the same while nothing happens. */
function isNews({ settings }: Ports, reading: Reading, last: Reading | null): boolean {
  if (reading.kind !== "account") return false;
  if (last?.kind !== "account") return true;
  const contentOf = ({ disabled, buckets }: AccountReading) => JSON.stringify([disabled, buckets]);
  return (
    reading.at - last.at >= settings.timings.readingFreshMs ||
    contentOf(reading) !== contentOf(last)
  );
}

interface GetServiceInput extends Identified {
  readonly service: Service;
  readonly serviceToken: string;
  /** Who looks; absent: somebody who has begun nothing here. */
  readonly sessionId?: string;
}

async function quotesFor(ports: Ports, service: Service, sale: Sale) {
  const quotes: ServiceView["quotes"] = {};
  for (const { offer } of sale.lines) {
    const { quote, expiresAt } = await signQuote(ports, service.id, offer);
    quotes[offer.id] = { quote, expires_at: iso(expiresAt) };
  }
  return quotes;
}

/** The unfinished ones. */
function openTopUpLines(openTopUps: readonly OpenTopUp[]): ServiceView["open_top_ups"] {
  return openTopUps
    .filter(({ name }) => !OVER.has(name))
    .map(({ topUpId: id, name: state, own, quantity, price }) => {
      return { id, state, own, quantity, price: { ...price } };
    });
}

function recentTopUpLine(recentTopUp: TopUpView | null): ServiceView["recent_top_up"] {
  if (recentTopUp === null || recentTopUp.paidAt === null) return null;
  const { minor, currency } = recentTopUp.price;
  return {
    id: recentTopUp.topUpId,
    paid_at: iso(recentTopUp.paidAt),
    quantity: recentTopUp.quantity,
    price: { minor, currency },
    transaction_id: recentTopUp.transactionId,
    new_expiry: recentTopUp.endAt === null ? null : iso(recentTopUp.endAt),
  };
}

/**
 * What somebody who typed a number may see (row R3): a label, the last digits, the price. No
 * balance, no date, no top-ups; the horizon of the offer, which follows from the date, neither.
 */
function masked(view: ServiceView, { blocked, lines }: Sale): ServiceView {
  return {
    ...view,
    identification: "weak",
    blocked: blocked === null ? null : maskRefusal(blocked),
    service: { ...view.service, label: "", status: "active" },
    balance: { state: "hidden", read_at: null, expiry: null, unlimited: false, base: null },
    offers: lines.map(({ offer }) => offerLine(offer, unverifiedMaxQuantity(offer))),
    open_top_ups: [],
    recent_top_up: null,
  };
}

interface Sale {
  readonly blocked: ErrorCode | null;
  readonly lines: readonly { readonly offer: Offer; readonly maxQuantity: number }[];
}

/** What may be bought; when it is nothing, why. */
function saleOf(ports: Ports, situation: Situation, offers: readonly Offer[], weak: boolean): Sale {
  const blocked = blockedBy(situation);
  if (blocked !== null) return { blocked, lines: [] };
  const lines: { offer: Offer; maxQuantity: number }[] = [];
  let why: ErrorCode = "nothing_to_sell";
  for (const offer of offers) {
    const found = offerLimits(ports, situation, offer);
    if (found === null) continue;
    const least = weak ? unverifiedMaxQuantity(offer) : offer.minQuantity;
    const offerRefusal = offerBlockedBy(found, least);
    if (offerRefusal === null) lines.push({ offer, maxQuantity: found.maxQuantity });
    else why = offerRefusal;
  }
  return { blocked: lines.length === 0 ? why : null, lines };
}

function balanceOf(
  ports: Ports,
  situation: Situation,
  offer: Offer | undefined,
): ServiceView["balance"] {
  const reading = shownReading(situation);
  const found: OfferLimits | null =
    offer && reading ? offerLimits(ports, { ...situation, reading }, offer) : null;
  if (reading === null || found === null) {
    return { state: "unreadable", read_at: null, expiry: null, unlimited: false, base: null };
  }
  const unlimited = found.validity.kind === "unlimited";
  return {
    state: reading === situation.reading ? "read" : "stale",
    read_at: iso(reading.at),
    expiry: found.validity.kind === "ends" ? iso(found.validity.endAt) : null,
    unlimited,
    base: unlimited ? null : iso(found.baseAt),
  };
}

/** The new reading; a silent OCS: the last one that showed an account; otherwise none. */
function shownReading({
  reading,
  accountState,
}: {
  reading: Situation["reading"];
  accountState: AccountState;
}) {
  if (reading.kind === "account") return reading;
  const last = accountState.shownReading;
  return reading.kind === "unreadable" && last?.kind === "account" ? last : null;
}

function serviceLine(service: Service): ServiceView["service"] {
  return {
    id: service.id,
    label: service.label,
    kind: service.kind,
    status: service.status,
    last_digits: lastDigits(service),
    time_zone: service.timeZone,
  };
}

/** An offer as it is told; `maxQuantity`: the most that may be bought of it. */
export function offerLine(offer: Offer, maxQuantity: number): ServiceView["offers"][number] {
  return {
    id: offer.id,
    kind: offer.kind,
    name: offer.name,
    currency: offer.currency,
    unit_minor: offer.unitMinor,
    tiers: offer.tiers.map((tier) => ({ from: tier.from, unit_minor: tier.unitMinor })),
    min_quantity: offer.minQuantity,
    max_quantity: maxQuantity,
    end_rule: offer.endRule,
  };
}

const iso = (at: number): string => new Date(at).toISOString();
