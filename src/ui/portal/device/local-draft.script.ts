import { type KeyValueStore, readJson } from "../../kit/browser/key-value-store.script.ts";
import { type Billing, billingFrom } from "../sale/billing/billing.ts";

/** What the device keeps: the billing draft until it is paid, and the tab's own top-ups. */
export class LocalDraft {
  readonly #device: KeyValueStore;
  readonly #tab: KeyValueStore;

  constructor(device: KeyValueStore, tab: KeyValueStore) {
    this.#device = device;
    this.#tab = tab;
  }

  /** Null: nothing is kept. */
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

  /** The customer agreed to pay again after this top-up ("": it is not disclosed). */
  agreeToRepeat(serviceId: string, recentId: string): void {
    this.#tab.write(`repeat:${serviceId}`, recentId);
  }
  agreedToRepeat(serviceId: string, recentId: string): boolean {
    return this.#tab.read(`repeat:${serviceId}`) === recentId;
  }
  /** Called when the repeated payment was made: the next one is asked about again. */
  dropRepeat(serviceId: string): void {
    this.#tab.write(`repeat:${serviceId}`, null);
  }

  /** Keeps facts about a top-up that was requested in this tab. */
  keepTopUp(topUpId: string, keptTopUp: KeptTopUp): void {
    this.#tab.write(`top-up:${topUpId}`, JSON.stringify(keptTopUp));
  }
  dropTopUp(topUpId: string): void {
    this.#tab.write(`top-up:${topUpId}`, null);
  }
  /** Null: not a top-up of this tab. */
  topUp(topUpId: string): KeptTopUp | null {
    const kept = readJson(this.#tab, `top-up:${topUpId}`);
    if (typeof kept?.email !== "string" || typeof kept.shop !== "string") return null;
    const have = typeof kept.have === "number" ? kept.have : 0;
    return { email: kept.email, shop: kept.shop, have };
  }
}
export interface KeptTopUp {
  /** The whole email address; others see the masked one. */
  readonly email: string;
  /** Address of the payment step with the choice of this top-up. */
  readonly shop: string;
  /** Days that were left before it. */
  readonly have: number;
}
