import type { CustomerId, PayerId, ServiceId, TopUpId } from "../../domain/base/ids.ts";
import type { SealedPayer } from "./payer-vault.ts";

/** A top-up and its payer, as D1 lists them. */
export interface Purchase {
  readonly serviceId: ServiceId;
  readonly topUpId: TopUpId;
  readonly payerId: PayerId;
  readonly brand: string;
}

/** A customer with the sealed block of the newest payer. */
export interface StoredCustomer {
  readonly customerId: CustomerId;
  readonly payer: Omit<SealedPayer, "buyerHash">;
}

/** The customer after which a page begins; empty: the first page. */
export type CustomerCursor = CustomerId | "";

/** Who has bought, in D1: only what was paid. Throws when D1 does not answer. */
export interface PayerDirectory {
  /** Every brand of the register. */
  brands(): Promise<readonly string[]>;
  /** The top-ups of the customers that have one of these payer keys, newest first. */
  byKeys(brand: string, keys: readonly string[]): Promise<readonly Purchase[]>;
  /**
   * The top-up of this payer and, as far as the payer is a customer of the brand, all others of the
   * same customer; a service's own customer says nothing about who paid.
   */
  purchasesOf(payerId: PayerId): Promise<readonly Purchase[]>;
  /**
   * Deletes the customers whose block is that of a payer of these top-ups. What is written later
   * for these top-ups, in whatever order, makes no customer again.
   */
  erase(topUpIds: readonly TopUpId[]): Promise<void>;
  /** Customers with a sealed block, by id, page by page. */
  sealedCustomers(after: CustomerCursor, limit: number): Promise<readonly StoredCustomer[]>;
  /**
   * Writes a block and key anew where the row still has the block that was read. Another customer
   * who has that payer key already keeps it, and this row keeps its own.
   */
  reseal(rows: readonly (StoredCustomer & { readonly was: string })[]): Promise<void>;
}
