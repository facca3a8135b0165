import { transactionId as transactionIdOf } from "../../../domain/base/ids.ts";
import type { TopUp } from "../../../domain/top-up/state.ts";
import type { Language } from "./language.ts";
import { typed } from "./one-line.ts";

/**
 * What a letter says, before it is text or HTML: both are made from this, so they cannot differ.
 * Everything is plain text; escaping belongs to whoever writes markup.
 */
export interface Content {
  readonly subject: string;
  /** What happened. */
  readonly what: string;
  /** Right after it and large: the date that was bought. */
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

/** "Visa 4242", "Us bank account"; null while nothing was paid with. */
export function methodOf(t: TopUp): string | null {
  const method = t.money?.method?.replaceAll("_", " ");
  return method ? method.charAt(0).toUpperCase() + method.slice(1) : null;
}

/** The service as its owner or the operator named it. */
export const serviceOf = (t: TopUp, { isolated }: Language): string =>
  isolated(typed(t.request.serviceLabel));

export const transactionId = (t: TopUp): string | null =>
  t.referenceNumbers ? transactionIdOf(t.referenceNumbers.saleTransaction) : null;

export const paidOn = (t: TopUp, { moment }: Language): string | null =>
  t.money ? moment(t.money.paidAt, t.request.timeZone) : null;
