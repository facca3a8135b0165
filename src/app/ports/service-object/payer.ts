/** The sealed payers of a service: erasing them, and sealing them anew. */
import type { TopUpId } from "../../../domain/base/ids.ts";
import type { SealedPayer } from "../payer-vault.ts";
import type { Order } from "./operator.ts";

export interface ErasePayer {
  readonly topUpIds: readonly TopUpId[];
  readonly order: Order;
}

export interface StoredPayer {
  readonly topUpId: TopUpId;
  readonly payer: SealedPayer;
}

/** A page of rows, by the id of their top-up; empty `after`: the first page. */
export interface ListPayers {
  readonly after: TopUpId | "";
  readonly limit: number;
}

export interface ResealPayers {
  readonly rows: readonly {
    readonly topUpId: TopUpId;
    /** The block that was read; another one means that the payer changed meanwhile. */
    readonly was: string;
    readonly payer: SealedPayer;
  }[];
}
