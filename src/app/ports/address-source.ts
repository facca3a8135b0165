/** What the search for a service asks of the world (rows R2, R3). */
import type { AccountRef } from "./ports.ts";

/** How a source names a service; the register has the last word (row R4). */
export type ServiceIdentity =
  | { readonly serviceUuid: string }
  | { readonly imsi: string }
  | { readonly account: AccountRef };

/** What a source says about an address. Only `one` identifies; nothing is ever guessed. */
export type AddressAnswer =
  | { readonly kind: "one"; readonly identity: ServiceIdentity }
  | { readonly kind: "none" | "several" }
  /** No answer, or none that can be trusted. `why` is for the log: no address, no name. */
  | { readonly kind: "silent"; readonly why: string };

/** Somebody else who may know whose an address is. */
export interface AddressSource {
  readonly method: "ip_api" | "session";
  /** Never throws; ends within `ADDRESS_SOURCE_MS`, or sooner: within `patienceMs`. */
  ask(ip: string, timeBudgetMs?: number): Promise<AddressAnswer>;
}

/** Sources are asked side by side, so the whole search ends a little later than this. */
export const ADDRESS_SOURCE_MS = 900;

/** So many in one window; `name` says whose. */
export interface Allowance {
  readonly name: string;
  readonly most: number;
}

/** Counts tries, exactly and for all locations together. Throws when it cannot count. */
export interface IdentificationLimiter {
  /**
   * Takes one from every allowance, or from none when any is used up: then it names those. A
   * `window` is a whole number that grows with time; what an older one counted is forgotten.
   */
  take(window: number, allowances: readonly Allowance[]): Promise<readonly string[]>;
  /** Undoes one `take` for these names. */
  giveBack(window: number, names: readonly string[]): Promise<void>;
}
