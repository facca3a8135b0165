import type { ServiceView } from "../contract/api.ts";
import type { ErrorCode } from "../domain/errors.ts";
import type { Offer } from "../domain/offer.ts";
import { ok, type Result } from "../domain/result.ts";
import type { TopUpName } from "../domain/top-up/names.ts";
import {
  blockedBy,
  type OfferStanding,
  offerBlockedBy,
  offerStanding,
  type Situation,
  type Standing,
} from "./may-sell.ts";
import type { Ports } from "./ports.ts";
import { signQuote } from "./quote-token.ts";
import type { Refusal } from "./refusal.ts";
import type { Service } from "./register-port.ts";

const OVER: ReadonlySet<TopUpName> = new Set(["unpaid", "credited", "refunded"]);

/**
 * Balance first (row C1): the service, what is left with the time of the reading, what may be
 * bought, quotes, and the top-ups that are under way. Waits for the OCS; when that is silent the
 * object's last reading is shown as `stale`, and nothing can be bought.
 */
export async function lookAtService(
  ports: Ports,
  { service, serviceToken }: { readonly service: Service; readonly serviceToken: string },
): Promise<Result<ServiceView, Refusal>> {
  const object = ports.objects.of(service.id);
  const [reading, standing, running, offers] = await Promise.all([
    ports.ocs.read(service.account),
    object.standing(),
    object.running(),
    ports.register.offersFor(service),
  ]);
  const situation = { service, standing, reading };
  const sale = saleOf(ports, situation, offers);
  const quotes: ServiceView["quotes"] = {};
  for (const { offer } of sale.lines) {
    const { quote, expiresAt } = await signQuote(ports, service.id, offer);
    quotes[offer.id] = { quote, expires_at: iso(expiresAt) };
  }
  return ok({
    service: serviceLine(service),
    service_token: serviceToken,
    balance: balanceOf(ports, situation, offers[0]),
    blocked: sale.blocked,
    offers: sale.lines.map(({ offer, maxQuantity }) => offerLine(offer, maxQuantity)),
    quotes,
    running: running.filter((view) => !OVER.has(view.name)).map((view) => view.topUpId),
    livemode: ports.payments.livemode,
  });
}

interface Sale {
  readonly blocked: ErrorCode | null;
  readonly lines: readonly { readonly offer: Offer; readonly maxQuantity: number }[];
}

/** What may be bought; when it is nothing, why. */
function saleOf(ports: Ports, situation: Situation, offers: readonly Offer[]): Sale {
  const blocked = blockedBy(situation);
  if (blocked !== null) return { blocked, lines: [] };
  const lines: { offer: Offer; maxQuantity: number }[] = [];
  let why: ErrorCode = "nothing_to_sell";
  for (const offer of offers) {
    const found = offerStanding(ports, situation, offer);
    if (found === null) continue;
    const refusal = offerBlockedBy(found, offer.minQuantity);
    if (refusal === null) lines.push({ offer, maxQuantity: found.maxQuantity });
    else why = refusal;
  }
  return { blocked: lines.length === 0 ? why : null, lines };
}

function balanceOf(
  ports: Ports,
  situation: Situation,
  offer: Offer | undefined,
): ServiceView["balance"] {
  const reading = shownReading(situation);
  const found: OfferStanding | null =
    offer && reading ? offerStanding(ports, { ...situation, reading }, offer) : null;
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
  standing,
}: {
  reading: Situation["reading"];
  standing: Standing;
}) {
  if (reading.kind === "account") return reading;
  const last = standing.lastReading;
  return reading.kind === "unreadable" && last?.kind === "account" ? last : null;
}

function serviceLine(service: Service): ServiceView["service"] {
  const identity = service.msisdn ?? service.imsi;
  return {
    id: service.id,
    label: service.label,
    kind: service.kind,
    status: service.status,
    last_digits: identity === null ? null : identity.slice(-4),
    time_zone: service.timeZone,
  };
}

function offerLine(offer: Offer, maxQuantity: number): ServiceView["offers"][number] {
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
