import type { AccountRef } from "../../domain/ocs/account-ref.ts";

/** How a source names a service; the register has the last word (row R4). */
export type ServiceIdentity =
  | { readonly serviceUuid: string }
  | { readonly imsi: string }
  | { readonly account: AccountRef };

/** What a source answers about an address. Only `one` identifies; nothing is ever guessed. */
export type AddressAnswer =
  | { readonly kind: "one"; readonly identity: ServiceIdentity }
  | { readonly kind: "none" | "several" }
  /** No answer, or none that can be trusted. `why` is for the log: no address, no name. */
  | { readonly kind: "silent"; readonly why: string };

/** A system besides the register that may know which service uses an address (rows R2, R3). */
export interface AddressSource {
  readonly method: "ip_api" | "session";
  /** Never throws; ends within `ADDRESS_SOURCE_MS`, or within `timeBudgetMs` if that is sooner. */
  ask(ip: string, timeBudgetMs?: number): Promise<AddressAnswer>;
}

/** Sources are asked side by side, so the whole search ends a little later than this. */
export const ADDRESS_SOURCE_MS = 900;
