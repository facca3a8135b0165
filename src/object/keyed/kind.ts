import type { KeyedOrder } from "../../app/ports/keyed-object.ts";

/** What a kind may know of the entries that its object has, without the one that it decides on. */
export interface Held {
  /** Unix ms. */
  readonly now: number;
  /** The highest number given; 0: none. */
  highestNumber(): number;
  /** The sum of the amounts that are reserved or confirmed and were held after this; Unix ms. */
  amountSince(at: number): number;
}

/** One kind of keyed objects: pure functions of an order and of what is held. */
export interface Kind<Order extends KeyedOrder> {
  /** A reservation is given back when it is this old; ms. */
  readonly ageMs: number;
  /**
   * Whether an id leaves nothing behind: a reservation that is too old is the usual end and no
   * warning, and what is given back may be ordered again.
   */
  readonly forgets: boolean;
  /** Names the field that cannot be meant so, and what is expected; null: none. */
  mistakeIn(order: Order): string | null;
  /** What the order takes; null: nothing that could run out. */
  amountOf(order: Order): number | null;
  /** What is left for the order; null: there is always room. */
  leftFor(order: Order, held: Held): number | null;
  /** The number that a confirmed order gets; null: none. */
  numberOf(order: Order, held: Held): number | null;
}

/** The mistake in a field that is to be a whole number of at least `least`; null: none. */
export function notWhole(field: string, value: unknown, least: number): string | null {
  if (Number.isSafeInteger(value) && Number(value) >= least) return null;
  return `${field}: expected a whole number of at least ${least}, found ${value}`;
}
