import type { PaymentBinding, PaymentBindings } from "../../src/app/ports/payment-bindings.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { IntentId } from "../../src/domain/base/ids.ts";

/** The payment bindings in D1: one row per intent, the first stays. */
export class FakePaymentBindings implements PaymentBindings {
  readonly rows = new Map<IntentId, PaymentBinding>();
  /** When a sweep last took each. */
  readonly sweptAt = new Map<IntentId, number>();
  down = false;

  async bind(wanted: PaymentBinding): Promise<PaymentBinding> {
    this.#ask();
    const stored = this.rows.get(wanted.intentId) ?? wanted;
    this.rows.set(wanted.intentId, stored);
    return stored;
  }
  async bindingOf(intentId: IntentId): Promise<PaymentBinding | null> {
    this.#ask();
    return this.rows.get(intentId) ?? null;
  }
  /** All of them, as if D1 knew no top-up; those first that waited longest. */
  async takeUnfinished(limit: number, now: number): Promise<readonly IntentId[]> {
    this.#ask();
    const due = [...this.rows.keys()]
      .sort((a, b) => (this.sweptAt.get(a) ?? 0) - (this.sweptAt.get(b) ?? 0))
      .slice(0, limit);
    for (const intentId of due) this.sweptAt.set(intentId, now);
    return due;
  }
  #ask(): void {
    if (this.down) throw new PortFault("d1", "no answer");
  }
}
