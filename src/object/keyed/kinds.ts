import type { KeyedKind, KeyedOrders } from "../../app/ports/keyed-object.ts";
import type { Kind } from "./kind.ts";
import { counter } from "./kinds/counter.ts";
import { rate } from "./kinds/rate.ts";
import { sequence } from "./kinds/sequence.ts";

const KINDS: { readonly [K in KeyedKind]: Kind<KeyedOrders[K]> } = {
  sequence,
  counter,
  rate,
};

/** An order of any kind. Which one it is follows from the object's name. */
export type AnyOrder = KeyedOrders[KeyedKind];

/** `kind:key`; a key is 1 to 200 characters on one line, with no white space around it. */
const NAME = /^([a-z]+):\S(?:.{0,198}\S)?$/u;

/** The kind of the object with this name. Throws when the name is no name of a keyed object. */
export function kindNamed(name: string | undefined): Kind<AnyOrder> {
  const [, kind = ""] = NAME.exec(name ?? "") ?? [];
  const known = Object.keys(KINDS);
  if (known.includes(kind)) return KINDS[kind as KeyedKind];
  throw new Error(
    `no keyed object has the name ${JSON.stringify(name)}: names are kind:key, and the kinds are ${known.join(", ")}`,
  );
}

/** Whether an object of this name only counts what happened lately, and forgets it. */
export const isRate = (name: string | undefined): boolean => name?.startsWith("rate:") ?? false;

/** The object that keeps the alerts: the same class and storage, and no orders (decision 42). */
export const ALERT_BOOK = "alerts:deployment";
export const isAlertBook = (name: string | undefined): boolean => name === ALERT_BOOK;
