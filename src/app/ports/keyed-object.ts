import type { Id } from "../../domain/base/ids.ts";

/** What every order names. */
export interface KeyedOrder {
  /** The caller's id, e.g. of a top-up: however often it orders, it counts once. */
  readonly id: Id<string>;
  /** Whom it is for, e.g. a service: what `owners` lists. */
  readonly owner: Id<string>;
}
/** The next number of a sequence, given when the order is confirmed. */
export interface SequenceOrder extends KeyedOrder {
  /** Numbers up to this one are known elsewhere; 0: none, so one without any is a new sequence. */
  readonly above: number;
}
/** An amount, as long as no more than `limit` is taken within any `windowMs`. */
export interface CounterOrder extends KeyedOrder {
  readonly amount: number;
  readonly limit: number;
  readonly windowMs: number;
}
/** At most so many within a sliding window. */
export interface RateLimit {
  readonly most: number;
  /** At most 24 hours, because a rate remembers no longer. */
  readonly withinMs: number;
}
/** One more of what is counted for a while, as long as every limit has room. */
export interface RateOrder extends KeyedOrder {
  readonly limits: readonly RateLimit[];
}
/** The kinds of keyed objects, and what is ordered of each. An object is named `kind:key`. */
export interface KeyedOrders {
  readonly sequence: SequenceOrder;
  readonly counter: CounterOrder;
  readonly rate: RateOrder;
}
export type KeyedKind = keyof KeyedOrders;

/** What is true of an id after a call; a repeated call gets the same answer. */
export type KeyedAnswer =
  /** Held until then (Unix ms), unless it is confirmed or released before. */
  | { readonly id: Id<string>; readonly kind: "reserved"; readonly until: number }
  /** For ever. `number`: of a sequence; null: this kind has none. */
  | { readonly id: Id<string>; readonly kind: "confirmed"; readonly number: number | null }
  /** For ever, but of a rate, which forgets the id: its caller gave it back. */
  | { readonly id: Id<string>; readonly kind: "released" }
  /** There is less `left` than was ordered; nothing is held. */
  | { readonly id: Id<string>; readonly kind: "full"; readonly left: number }
  /** The id has ordered something else before, which stays as it is. */
  | { readonly id: Id<string>; readonly kind: "conflict" };

/**
 * What many callers share (decision 26): reserve, then confirm or release, each by the caller's id.
 * A call answers for each of its orders, in their order. Every call may be repeated, come late and
 * come in any order. A call without an answer is repeated, never guessed.
 */
export interface KeyedObject<Order extends KeyedOrder> {
  /** Holds what is ordered, for as long as the kind says; a repeated call does not prolong it. */
  reserve(input: { readonly orders: readonly Order[] }): Promise<readonly KeyedAnswer[]>;
  /** Takes what is reserved, for ever; what is not, or no longer, is reserved first. */
  confirm(input: { readonly orders: readonly Order[] }): Promise<readonly KeyedAnswer[]>;
  /** Gives back what is not confirmed; what comes later under this id finds it released. */
  release(input: { readonly ids: readonly Id<string>[] }): Promise<readonly KeyedAnswer[]>;
  /** Only reads: for each window the sum of the amounts that were held within its last ms. */
  amountsWithin(input: { readonly windowsMs: readonly number[] }): Promise<readonly number[]>;
  /** Owners of what is confirmed, in the order of their ids, page by page. */
  owners(input: {
    readonly after: Id<string> | "";
    readonly limit: number;
  }): Promise<readonly Id<string>[]>;
}
