import type { BrandRow } from "../../contract/brand.ts";

/** One change of a brand, as the history keeps it. */
export interface BrandChange {
  /** From 1; each change of a brand has the next number. */
  readonly revision: number;
  /** Unix ms. */
  readonly at: number;
  /** The operator who made it. */
  readonly actor: string;
  readonly reason: string;
  /** The whole row before, as it was, even if it was bad; null: the brand had none. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>>;
}

/** A row as it lies in D1. It may be bad: an operator has to be able to correct it. */
export interface StoredBrand {
  /** 0: no operator has written it with the CLI. */
  readonly revision: number;
  readonly row: Readonly<Record<string, unknown>>;
}

/** The brands in D1, to be read and written by operators. Throws `PortFault` without an answer. */
export interface BrandRegister {
  /** All rows, by id. */
  all(): Promise<readonly StoredBrand[]>;
  /** Newest first. */
  history(brandId: string, limit: number): Promise<readonly BrandChange[]>;
  /**
   * Writes the row and its history in one transaction. `overtaken`: another operator's change has
   * this revision already. `host_taken`: another brand has one of the `claimed` host names, which
   * this change adds. Nothing was written then.
   */
  write(
    row: BrandRow,
    change: BrandChange,
    claimed: readonly string[],
  ): Promise<"written" | "overtaken" | "host_taken">;
}
