import { transactionId as transactionIdOf } from "../../../domain/base/ids.ts";
import type { TopUp } from "../../../domain/top-up/top-up.ts";
import * as format from "../../../i18n/formats.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { typed } from "./one-line.ts";

/**
 * What an email says, before it is text or HTML: both are made from this, so they cannot differ.
 * Everything is plain text; the module that writes HTML escapes it.
 */
export interface Content {
  readonly subject: string;
  /** What happened. */
  readonly what: string;
  /** Large, right after `what`: the new expiry date. */
  readonly date: string | null;
  /** What it means, and what to do. */
  readonly why: readonly string[];
  readonly facts: readonly Fact[];
}
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A fact that may be missing: without a value there is no line. */
export function facts(
  ...rows: readonly (readonly [label: string, value: string | null])[]
): Fact[] {
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

/** "Visa 4242", "Us bank account"; null: not paid, or Stripe did not name the method. */
export function methodOf(t: TopUp): string | null {
  const method = t.money?.method?.replaceAll("_", " ");
  return method ? method.charAt(0).toUpperCase() + method.slice(1) : null;
}

/** The label of the service in the register. */
export const serviceOf = (t: TopUp): string => typed(t.request.serviceLabel);

/** "TXN-…" of the sale; null: not paid. */
export const transactionId = (t: TopUp): string | null =>
  t.referenceNumbers ? transactionIdOf(t.referenceNumbers.saleTransaction) : null;

/** When it was paid, in the zone of the service; null: not paid. */
export const paidOn = (t: TopUp, lang: Lang): string | null =>
  t.money ? format.moment(lang, t.money.paidAt, t.request.timeZone) : null;
