import { type KeyValueStore, readJson } from "../../kit/browser/key-value-store.script.ts";
import { type Billing, billingFrom } from "../sale/billing/billing.ts";

/** What this device keeps: the billing draft until paid, and per tab whose top-up is ours. */
export class LocalDraft {
  readonly #device: KeyValueStore;
  readonly #tab: KeyValueStore;

  constructor(device: KeyValueStore, tab: KeyValueStore) {
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
  keepTopUp(topUpId: string, ownTopUp: OwnTopUp): void {
    this.#tab.write(`top-up:${topUpId}`, JSON.stringify(ownTopUp));
  }
  topUp(topUpId: string): OwnTopUp | null {
    const kept = readJson(this.#tab, `top-up:${topUpId}`);
    if (typeof kept?.email !== "string" || typeof kept.shop !== "string") return null;
    const have = typeof kept.have === "number" ? kept.have : 0;
    return { email: kept.email, shop: kept.shop, have };
  }
}
export interface OwnTopUp {
  readonly email: string;
  readonly shop: string;
  /** Days that were left before. */
  readonly have: number;
}
