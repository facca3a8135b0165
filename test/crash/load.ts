import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { CastMember } from "../fixtures/cast.ts";
import type { CgratesSimulator } from "../simulators/cgrates/server.ts";
import type { StripeSimulator } from "../simulators/stripe/server.ts";
import { Customer, Refused, type Shop } from "./customer.ts";

export interface LoadOptions {
  readonly shop: Shop;
  readonly services: readonly CastMember[];
  readonly customers: number;
  readonly stripe: StripeSimulator;
  readonly ocs: CgratesSimulator;
  /** 0 to 1; seeded. */
  readonly random: () => number;
}
export interface LoadCounts {
  paid: number;
  abandoned: number;
  repeats: number;
  /** Number of refusals by the shop, by code. */
  readonly refused: Record<string, number>;
}

/** Longest pause before the next customer: without pauses top-ups would pile up at a service. */
const NEXT_MS = 1500;
/** How long an account stays disabled: long enough to meet a grant. */
const DISABLED_MS = 2500;
/** Delay after which a write without an answer is executed. */
const LATE_MS = 1500;

/**
 * Customers one after the other in every slot, until stopped. Some give up before paying, some meet
 * a fault: a lost or duplicate webhook, a disabled account, an OCS that drops, loses or delays a
 * write, a refund without an answer.
 */
export class Load {
  readonly counts: LoadCounts = { paid: 0, abandoned: 0, repeats: 0, refused: {} };
  readonly #options: LoadOptions;
  readonly #slots: Promise<void>[];
  #stopped = false;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.customers }, () => this.#slot());
  }

  /** Resolves when the last customer has left. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#slots);
  }

  async #slot(): Promise<void> {
    while (!this.#stopped) {
      const { services, random, shop } = this.#options;
      const member = services[Math.floor(random() * services.length)];
      const customer = new Customer(shop, member?.networks[0] ?? "");
      try {
        if (member) await this.#visit(customer, member);
      } catch (fault) {
        if (!(fault instanceof Refused)) throw fault;
        const { refused } = this.counts;
        refused[fault.code] = (refused[fault.code] ?? 0) + 1;
      }
      this.counts.repeats += customer.repeats;
      await pause(random() * NEXT_MS);
    }
  }

  async #visit(customer: Customer, member: CastMember): Promise<void> {
    const { random } = this.#options;
    const created = await customer.buy(random() < 0.5 ? 1 : 2, `key-${randomUUID()}`);
    if (random() < 0.15) {
      this.counts.abandoned += 1;
      return;
    }
    this.#drawFault(member);
    await customer.confirm(created);
    this.counts.paid += 1;
    if (random() < 0.3) await customer.sync(created);
  }

  /** Draws a fault for a payment; most have none. */
  #drawFault({ service: { account } }: CastMember): void {
    const { stripe, ocs, random } = this.#options;
    const write = { method: "SetBalance", account, times: 1 } as const;
    const refund = { method: "POST", path: "^/v1/refunds$" } as const;
    const draws: readonly (() => unknown)[] = [
      () => (stripe.admin.webhooks.settings.dropNext += 1),
      () => (stripe.admin.webhooks.settings.duplicateNext += 1),
      () => ocs.admin.addFault({ ...write, kind: "drop_after" }),
      () => ocs.admin.addFault({ ...write, kind: "ok_without_saving" }),
      () => ocs.admin.addFault({ ...write, kind: "late_apply", ms: LATE_MS }),
      () => stripe.admin.faults.add({ ...refund, kind: "fail_after" }),
      () => stripe.admin.faults.add({ ...refund, kind: "drop_after" }),
      () => void this.#disableFor(account),
    ];
    draws[Math.floor(random() * 25)]?.();
  }

  async #disableFor(account: string): Promise<void> {
    const { admin } = this.#options.ocs;
    admin.disableAccount({ account });
    await pause(DISABLED_MS);
    admin.disableAccount({ account }, false);
  }
}
