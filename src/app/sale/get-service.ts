import type { ServiceView } from "../../contract/api.ts";
import type { AccountReading, Reading } from "../../domain/ocs/reading.ts";
import { type Offer, offersOf } from "../../domain/offer/offer.ts";
import { isWeak } from "../../domain/top-up/top-up.ts";
import type { Customer } from "../base/actor.ts";
import type { IdentifiedService } from "../identification/identify.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import {
  blockedBy,
  maskRefusal,
  type NoSaleCode,
  offerBlockedBy,
  offerLimits,
  type SaleNeeds,
  type Situation,
  unverifiedMaxQuantity,
} from "./may-sell.ts";
import { type QuoteTokenNeeds, signQuote } from "./quote-token.ts";
import {
  balanceOf,
  iso,
  offerLine,
  openTopUpLines,
  recentTopUpLine,
  serviceLine,
} from "./service-view.ts";

export type GetServiceNeeds = SaleNeeds &
  QuoteTokenNeeds &
  Pick<Ports, "objects" | "register" | "payments" | "deployment" | "pageReads">;

export interface GetServiceInput extends IdentifiedService {
  /** The OCS is waited for no longer than this; ms. Absent: its own time limit. */
  readonly timeBudgetMs?: number | undefined;
  /** Too many asked lately: the OCS is not asked, and the newest known reading is shown. */
  readonly isLimited?: boolean;
}

/**
 * Balance first (row C1): the service, what is left with the time of the reading, what may be
 * bought, quotes, and the open top-ups with which of them this session made. When the OCS is
 * silent the object's last reading is shown as `stale`, and nothing can be bought. A page with a
 * time budget gets the last reading sooner, and its customer may already choose: paying reads the
 * OCS again anyway.
 */
export async function getService(
  needs: GetServiceNeeds,
  { sessionId }: Customer,
  { service, serviceToken, identifiedBy, timeBudgetMs, isLimited = false }: GetServiceInput,
): Promise<ServiceView> {
  const object = needs.objects.of(service.id);
  const [asked, { accountState, openTopUps, recentTopUp }, offers, { conflict }] =
    await Promise.all([
      readWithin(needs, service, isLimited ? 0 : timeBudgetMs),
      object.getOverview({ sessionId }),
      needs.register.offersFor(service),
      needs.deployment.standing(),
    ]);
  const reading = newerOf(asked, accountState.lastReading);
  const cutShort = (timeBudgetMs !== undefined || isLimited) && reading.kind === "unreadable";
  const last = accountState.shownReading;
  const situation = { service, accountState, reading: cutShort && last ? last : reading };
  const weak = isWeak(identifiedBy);
  const possible = saleOf(needs, situation, offers, weak);
  const sale = conflict === null ? possible : stopped(possible);
  const [quotes] = await Promise.all([
    quotesFor(needs, service, sale),
    isNew(needs, reading, last) && object.noteReading({ reading }),
  ]);
  const view: ServiceView = {
    identification: "strong",
    service: serviceLine(service),
    service_token: serviceToken,
    balance: balanceOf(needs, { service, accountState, reading }, offersOf("days", offers)[0]),
    blocked: sale.blocked,
    offers: sale.lines.map(({ offer, maxQuantity }) => offerLine(offer, maxQuantity)),
    quotes,
    open_top_ups: openTopUpLines(openTopUps, weak),
    recent_top_up: recentTopUpLine(recentTopUp),
    livemode: needs.payments.livemode,
  };
  const shown = weak ? masked(view, sale) : view;
  // Where no later page could ask either, waiting for the balance would never end.
  const waits = timeBudgetMs !== undefined;
  const pending = waits && cutShort && view.balance.state === "unreadable";
  return pending ? { ...shown, balance: { ...shown.balance, state: "pending" } } : shown;
}

/** A read that pages share may be older than what a consumer has just seen of the account. */
const newerOf = (asked: Reading, seen: Reading | null): Reading =>
  asked.kind !== "unreadable" && seen?.kind === "account" && seen.at > asked.at ? seen : asked;

/** Without any time left the OCS is not even asked. */
async function readWithin(
  { pageReads, clock }: Pick<Ports, "pageReads" | "clock">,
  { account }: Service,
  timeBudgetMs?: number,
) {
  if (timeBudgetMs !== 0) return pageReads.read(account, timeBudgetMs);
  return { kind: "unreadable", at: clock.now(), why: "no time left" } as const;
}

/** Worth a call to the object: page after page reads the same while nothing happens. */
function isNew(
  { settings }: Pick<Ports, "settings">,
  reading: Reading,
  last: Reading | null,
): boolean {
  if (reading.kind !== "account") return false;
  if (last?.kind !== "account") return true;
  const contentOf = ({ disabled, buckets }: AccountReading) => JSON.stringify([disabled, buckets]);
  return (
    reading.at - last.at >= settings.timings.readingFreshMs ||
    contentOf(reading) !== contentOf(last)
  );
}

async function quotesFor(needs: QuoteTokenNeeds, service: Service, sale: Sale) {
  const quotes: ServiceView["quotes"] = {};
  for (const { offer } of sale.lines) {
    const { quote, expiresAt } = await signQuote(needs, service.id, offer);
    quotes[offer.id] = { quote, expires_at: iso(expiresAt) };
  }
  return quotes;
}

/**
 * What a customer who typed a number may see (row R3): the kind, the last digits, the price, and
 * what this session began. No label, balance, date or top-ups of others; nor the offer's horizon,
 * which follows from the date.
 */
function masked(view: ServiceView, { blocked, lines }: Sale): ServiceView {
  return {
    ...view,
    identification: "weak",
    blocked: blocked === null || blocked === STOPPED ? blocked : maskRefusal(blocked),
    service: { ...view.service, label: "", status: "active" },
    balance: { state: "hidden", read_at: null, expiry: null, unlimited: false, base: null },
    offers: lines.map(({ offer }) => offerLine(offer, unverifiedMaxQuantity(offer))),
    recent_top_up: null,
  };
}

/** Paying would be refused with this one: nothing is sold while the deployment's id is in doubt. */
const STOPPED = "deployment_id_conflict";

/** What is said before the customer types anything; another reason not to sell comes first. */
const stopped = ({ blocked }: Sale): Sale => ({ blocked: blocked ?? STOPPED, lines: [] });

interface Sale {
  readonly blocked: NoSaleCode | typeof STOPPED | null;
  readonly lines: readonly { readonly offer: Offer; readonly maxQuantity: number }[];
}

/** What may be bought; when it is nothing, why. */
function saleOf(
  needs: Pick<Ports, "clock" | "settings">,
  situation: Situation,
  offers: readonly Offer[],
  weak: boolean,
): Sale {
  const blocked = blockedBy(situation);
  if (blocked !== null) return { blocked, lines: [] };
  const lines: { offer: Offer; maxQuantity: number }[] = [];
  // Not even a price list: the brand of the service or its offers cannot be used.
  let why: NoSaleCode = offers.length === 0 ? "service_sales_blocked" : "nothing_to_sell";
  for (const offer of offers) {
    const limits = offerLimits(needs, situation, offer);
    if (limits === null) continue;
    const least = weak ? unverifiedMaxQuantity(offer) : offer.minQuantity;
    const offerRefusal = offerBlockedBy(limits, least);
    if (offerRefusal === null) lines.push({ offer, maxQuantity: limits.maxQuantity });
    else why = offerRefusal;
  }
  return { blocked: lines.length === 0 ? why : null, lines };
}
