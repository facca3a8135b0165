import { type Billing, billingFrom } from "../views/billing.ts";
import { readJson, type Shelf } from "./storage.ts";

/** What this device keeps: the billing draft until paid, and per tab whose top-up is ours. */
export class Keepsakes {
  readonly #device: Shelf;
  readonly #tab: Shelf;

  constructor(device: Shelf, tab: Shelf) {
    this.#device = device;
    this.#tab = tab;
  }

  draft(): Billing | null {
    const kept = readJson(this.#device, "draft");
    return kept && billingFrom((field) => kept[field]);
  }
  keepDraft(billing: Billing): void {
    this.#device.write("draft", JSON.stringify(billing));
  }
  dropDraft(): void {
    this.#device.write("draft", null);
  }

  /** The address typed for a top-up of this tab, and where its page of four steps is. */
  keepTopUp(topUpId: string, mine: Mine): void {
    this.#tab.write(`of:${topUpId}`, JSON.stringify(mine));
  }
  topUp(topUpId: string): Mine | null {
    const kept = readJson(this.#tab, `of:${topUpId}`);
    if (typeof kept?.email !== "string" || typeof kept.shop !== "string") return null;
    const have = typeof kept.have === "number" ? kept.have : 0;
    return { email: kept.email, shop: kept.shop, have };
  }
}
export interface Mine {
  readonly email: string;
  readonly shop: string;
  /** Days that were left before. */
  readonly have: number;
}
