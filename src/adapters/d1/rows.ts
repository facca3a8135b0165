/** The rows of one top-up as functions of its log, without clock and database. */

import type { CustomerId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import type { OfferKind } from "../../domain/base/offer-kind.ts";
import { journalOf } from "../../domain/ledger/journal.ts";
import { blocksPayer, hasReceived } from "../../domain/top-up/facts.ts";
import { isEnded, isUnconfirmed, stateOf } from "../../domain/top-up/states.ts";
import { isWeak, type TopUp } from "../../domain/top-up/top-up.ts";
import { ACCOUNT_NUMBERS } from "./account-numbers.ts";
import type { Row } from "./bulk.ts";
import { legacyStatus } from "./legacy-status.ts";
import { readInvoiceNumber, saleTitle } from "./legacy-wording.ts";
import { jobColumns } from "./provisioning-job.ts";
import type { ReadLog } from "./read-log.ts";
import type { customer, finding, lookup, payerBlock } from "./schema.ts";
import type { activity, invoice, journalEntry, topUp as topUpTable } from "./schema-ledger.ts";
import type { LookupKind } from "./schema-projection.ts";

export type CustomerRow = Row<typeof customer> & {
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
};
/**
 * The payer's customer; becomes a row unless the service has a customer of its own. Null: the payer
 * is not known, or was erased.
 */
export function customerRow({ topUp, payer }: ReadLog): CustomerRow | null {
  if (payer === null || topUp.payerErasedAt !== undefined) return null;
  const { topUpId, brand, serviceId } = topUp.request;
  return {
    id: ownCustomerId(topUpId),
    brand,
    payerKey: keyOf(topUpId, payer),
    payerId: payer.payerId,
    sealed: payer.sealed,
    createdAt: topUp.requestedAt,
    updatedAt: topUp.requestedAt,
    serviceId,
    topUpId,
  };
}
const ownCustomerId = (topUpId: TopUpId): CustomerId => `cus_${topUpId.slice(4)}`;
/** A payer without an email is a customer of their own: the customer's id stands for the key. */
const keyOf = (topUpId: TopUpId, payer: ReadLog["payer"]): string =>
  payer?.payerKey ?? ownCustomerId(topUpId);

/** Payer keys that a customer may still have from an older secret. */
export function rekeyRows({ topUp, payer }: ReadLog): readonly object[] {
  const { brand } = topUp.request;
  return (payer?.olderKeys ?? []).map((older) => ({ brand, older, payerKey: payer?.payerKey }));
}

/**
 * An email is typed, not proved: by typing that of another person a weak or caller identity could
 * block them.
 */
const isEmailMark = ({ payerErasedAt, request: { identifiedBy } }: TopUp): boolean =>
  payerErasedAt === undefined && !isWeak(identifiedBy) && identifiedBy.method !== "caller";

/**
 * The marks of a payer who took back money; null: none of it was ever. The payer key is the newest,
 * so a projection after the secrets were changed moves the mark.
 */
export function payerBlockRow({ topUp, log, seq, payer }: ReadLog): Row<typeof payerBlock> | null {
  const taken = log.some(({ event: e }) => e.type === "RefundedExternally") || blocksPayer(topUp);
  if (!taken) return null;
  const { topUpId, brand, sessionId } = topUp.request;
  return {
    topUpId,
    brand,
    blocks: blocksPayer(topUp),
    sessionId,
    emailKey: isEmailMark(topUp) ? (payer?.payerKey ?? null) : null,
    cardKey: topUp.money?.cardKey ?? null,
    seq,
  };
}

/** What says which customer a top-up has. */
export interface CustomerWish {
  readonly topUpId: TopUpId;
  readonly serviceId: ServiceId;
  readonly brand: string;
  readonly payerKey: string;
  /** Whether the payer may be the customer of another top-up: only who has paid is. */
  readonly isPaid: boolean;
  readonly ownCustomerId: CustomerId;
}
export function customerWish({ topUp: t, payer }: ReadLog): CustomerWish {
  const { topUpId, serviceId, brand } = t.request;
  return {
    topUpId,
    serviceId,
    brand,
    payerKey: keyOf(topUpId, payer),
    isPaid: t.money !== null,
    ownCustomerId: ownCustomerId(topUpId),
  };
}

export type TopUpRow = Row<typeof topUpTable>;
export function topUpRow(read: ReadLog, customerId: CustomerId): TopUpRow {
  const { topUp: t, seq, endedAt } = read;
  const { request } = t;
  return {
    id: request.topUpId,
    serviceId: request.serviceId,
    brand: request.brand,
    serviceUuid: request.serviceUuid,
    imsi: request.imsi,
    customerId,
    payerErased: t.payerErasedAt !== undefined,
    offerId: request.offer.id,
    offerKind: request.offer.kind,
    quantity: request.quantity,
    priceMinor: request.price.minor,
    currency: request.price.currency,
    ...moneyColumns(t),
    ...jobColumns(read),
    state: stateOf(t),
    unconfirmed: isUnconfirmed(t),
    legacyStatus: legacyStatus(t),
    returnReason: t.returnReason,
    endAt: t.credit.grant?.endAt ?? null,
    origin: request.origin,
    identifiedBy: request.identifiedBy.method,
    linkId: request.identifiedBy.linkId,
    livemode: request.livemode,
    requestedAt: t.requestedAt,
    endedAt,
    stateSince: t.since,
    ended: isEnded(t),
    received: hasReceived(t),
    seq,
  };
}

function moneyColumns(t: TopUp) {
  const { money, referenceNumbers } = t;
  const refunded = t.refunds
    .filter((r) => r.purpose === "return" && r.state === "succeeded")
    .reduce((sum, r) => sum + r.amount.minor, 0);
  return {
    receivedMinor: money?.received.minor ?? 0,
    returnedMinor: (money?.refundedExternallyMinor ?? 0) + refunded,
    paymentIntent: t.payingIntentId,
    paymentMethod: money?.method ?? null,
    disputed: money?.disputed ?? false,
    risk: money?.risk ?? null,
    review: money?.review?.state ?? null,
    paidAt: money?.paidAt ?? null,
    referenceNumber: referenceNumbers?.saleTransaction ?? null,
  };
}

/** The keys by which the top-up is found, besides its customer; no open intent is among them. */
export function lookupRows(
  { topUp: t }: ReadLog,
  invoiceNumber: number | null,
): Row<typeof lookup>[] {
  const { topUpId, serviceId, brand } = t.request;
  const intents = new Set(t.refunds.map((r) => r.intentId));
  if (t.money) intents.add(t.money.intentId);
  const row = (kind: LookupKind, key: string) => ({ key, kind, serviceId, topUpId });
  return [
    ...[...intents].map((intentId) => row("pi", intentId)),
    ...(t.referenceNumbers ? [row("ref", `${t.referenceNumbers.saleTransaction}`)] : []),
    ...(invoiceNumber === null ? [] : [row("inv", invoiceKey(invoiceNumber, brand))]),
  ];
}
/** An invoice number is one of its brand. */
export const invoiceKey = (number: number, brand: string): string => `${number} ${brand}`;

export type InvoiceRow = Row<typeof invoice, "number"> & {
  readonly serviceId: ServiceId;
  /** Null: the log does not have it yet. */
  readonly number: number | null;
};
/** Null until the credit: a top-up that is refunded without one never gets an invoice (row B1). */
export function invoiceRow({ topUp: t, log, payer }: ReadLog): InvoiceRow | null {
  const credited = log.find(({ event }) => event.type === "Credited");
  if (!credited || !t.referenceNumbers || !t.money) return null;
  return {
    invoiceId: t.referenceNumbers.invoiceId,
    number: t.invoiceNumber === null ? null : readInvoiceNumber(t.invoiceNumber),
    brand: t.request.brand,
    topUpId: t.request.topUpId,
    serviceId: t.request.serviceId,
    buyerHash: payer ? shortHash(payer.buyerHash) : null,
    amountMinor: t.money.received.minor,
    currency: t.money.received.currency,
    issuedAt: credited.at,
    paidAt: t.money.paidAt,
    saleTitle: saleTitle(t.request),
  };
}

/** `sha256:` and hex as base64url, which is half as long; anything else stays as it is. */
function shortHash(hash: string): string {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(hash)?.[1];
  return hex === undefined ? hash : Buffer.from(hex, "hex").toString("base64url");
}

/** The journal entries with their postings; none while no money has moved. */
export function journalRows({ topUp: t, log }: ReadLog): Row<typeof journalEntry>[] {
  const { topUpId } = t.request;
  return journalOf(log).map(({ kind, seq, at, reference, postings }, i) => ({
    topUpId,
    n: i + 1,
    kind,
    reference: reference === t.payingIntentId ? null : reference,
    seq,
    at,
    postings: postings.map(
      ({ account, minor, currency }) => [ACCOUNT_NUMBERS[account], minor, currency] as const,
    ),
  }));
}

export function findingRows({ topUp: t, findings }: ReadLog): Row<typeof finding>[] {
  const { topUpId, serviceId } = t.request;
  return findings.map((f) => ({ ...f, topUpId, serviceId, source: "object" as const }));
}

export interface ExpiryRow {
  readonly serviceId: ServiceId;
  readonly expiryAt: number;
  readonly seq: number;
}
/** Until when a bucket of this service may be at the OCS: as long its credits are compared. */
export interface AuditRow {
  readonly serviceId: ServiceId;
  readonly until: number;
}
/** Null: nothing was ever granted. */
export function auditRow({ topUp: t }: ReadLog): AuditRow | null {
  const ends = [t.credit.grant?.endAt ?? 0, ...t.credit.superseded.map(({ endAt }) => endAt)];
  const until = Math.max(...ends);
  return until === 0 ? null : { serviceId: t.request.serviceId, until };
}
/** Whether the end of a credit is the expiry that the register shows of a service. */
const IS_EXPIRY: Record<OfferKind, boolean> = { days: true };

/** The end of the newest credit of this top-up; null: it was never credited. */
export function expiryRow({ topUp: t, log }: ReadLog): ExpiryRow | null {
  if (!IS_EXPIRY[t.request.offer.kind]) return null;
  const last = log.findLast(({ event }) => event.type === "Credited");
  if (last?.event.type !== "Credited") return null;
  const { serviceId } = t.request;
  return { serviceId, expiryAt: last.event.grant.endAt, seq: last.seq };
}

/** Lines of the service's activity log (row V8): what happened to the customer's days and money. */
export function activityRows({ topUp: t, log }: ReadLog): Row<typeof activity>[] {
  const { topUpId } = t.request;
  const rows: Row<typeof activity>[] = [];
  for (const { seq, at, event } of log) {
    const add = (kind: string, text: string, actor: string | null = null) =>
      rows.push({ topUpId, seq, at, actor, kind, text });
    if (event.type === "Credited") {
      add("credited", `extended until ${new Date(event.grant.endAt).toISOString()}`);
    } else if (event.type === "ReturnDecided") {
      add("returning", `refund decided (${event.reason})`);
    } else if (event.type === "Parked") {
      add("parked", event.why);
    } else if (event.type === "RefundAnswered") {
      const { kind } = event.outcome;
      if (kind === "succeeded" || kind === "failed") add(`refund_${kind}`, `refund ${kind}`);
    } else if (event.type === "OperatorActed") {
      add("operator", `${event.action}: ${event.reason}`, event.actor.name);
    } else if (event.type === "RequestClosed") {
      add("operator", `order ${event.how}: ${event.reason}`, event.actor.name);
    }
  }
  return rows;
}
