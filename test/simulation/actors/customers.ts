/** Customers: they request top-ups, pay in every way, reload the page, change their minds. */

import type { Customer } from "../../../src/app/base/actor.ts";
import type { TopUpRef } from "../../../src/app/base/top-up-ref.ts";
import { cancelTopUp } from "../../../src/app/payment/cancel-top-up.ts";
import { confirmTopUp } from "../../../src/app/payment/confirm-top-up.ts";
import { type RequestTopUpInput, requestTopUp } from "../../../src/app/payment/request-top-up.ts";
import { syncTopUp } from "../../../src/app/payment/sync-top-up.ts";
import type { Ports } from "../../../src/app/ports/ports.ts";
import { requestRefund } from "../../../src/app/refund/request-refund.ts";
import type { ServiceId } from "../../../src/domain/base/ids.ts";
import { DAY, MINUTE } from "../world/durations.ts";
import { linkOf } from "../world/register.ts";
import type { Intent } from "../world/stripe-state.ts";
import type { World } from "../world/world.ts";
import { pageUrlOf, seePage } from "./pages.ts";

export type Paying =
  | "pays"
  | "declined_then_pays"
  | "declined"
  | "tests_cards"
  | "slow_bank_pays"
  | "slow_bank_declines"
  | "slow_bank_cancels"
  | "slowest_bank"
  | "authorized"
  | "wrong_amount"
  | "risky"
  | "leaves"
  | "cancels"
  | "pays_late";

export interface Habits {
  readonly paying: Readonly<Partial<Record<Paying, number>>>;
  /** Probability of the same request again with the same key. */
  readonly repeats: number;
  /** Probability of a second top-up in another tab before the first is paid. */
  readonly secondTab: number;
  readonly requestsRefund: number;
  readonly quantity: readonly [number, number];
}

/** A request and the customer who made it. */
export interface Order {
  readonly actor: Customer;
  readonly input: RequestTopUpInput;
}
/** What customers requested, by top-up id; a disturbance may send it again. */
export type Requested = Map<string, Order>;
export const pressPay =
  ({ actor, input }: Order) =>
  (ports: Ports) =>
    requestTopUp(ports, actor, input);

export class Customers {
  readonly requested: Requested = new Map();
  readonly #world: World;
  readonly #habits: Habits;
  #keys = 0;

  constructor(world: World, habits: Habits) {
    this.#world = world;
    this.#habits = habits;
  }

  /** One customer at one service: one top-up, sometimes two; each is paid or given up. */
  async visit(serviceId: ServiceId): Promise<void> {
    const { random } = this.#world;
    const sessionId = this.#world.freshId("ses");
    const actor: Customer = { kind: "customer", sessionId, ip: null };
    await this.#order(serviceId, actor);
    const secondTab = random.chance(this.#habits.secondTab);
    if (secondTab && !this.#world.calm) await this.#order(serviceId, actor);
  }

  async #order(serviceId: ServiceId, actor: Customer): Promise<void> {
    const { random, clock } = this.#world;
    const order = { actor, input: await this.#input(serviceId, actor) };
    for (let tries = 0; tries < 6; tries++) {
      const answer = await this.#world.request("browser", pressPay(order));
      if (answer?.ok) {
        const { view, clientSecret } = answer.value;
        this.requested.set(view.topUpId, order);
        if (random.chance(this.#habits.repeats)) {
          await this.#world.request("browser", pressPay(order));
        }
        const secret = clientSecret?.replace("_secret", "");
        const intent = secret === undefined ? undefined : this.#world.stripe.intents.get(secret);
        if (intent) await this.#pay(intent, actor, { serviceId, topUpId: view.topUpId });
        return;
      }
      if (answer && !answer.error.code.match(/open|unreadable|unavailable/)) return;
      await clock.sleep(random.skewed(500, 10_000));
    }
  }
  async #input(serviceId: ServiceId, { sessionId }: Customer): Promise<RequestTopUpInput> {
    const { random } = this.#world;
    const quantity = random.int(...this.#habits.quantity);
    const input = await seePage(this.#world, {
      found: { serviceId, identifiedBy: { method: "link", ip: null, linkId: linkOf(serviceId) } },
      idempotencyKey: `key-${sessionId}-${++this.#keys}`,
      quantity,
      email: () => `anna${random.int(1, 3)}@example.com`,
    });
    if (!input) throw new Error("the page could not be rendered");
    return input;
  }

  async #pay(intent: Intent, actor: Customer, ref: TopUpRef): Promise<void> {
    const { random, clock } = this.#world;
    const how = random.weighted(this.#habits.paying);
    this.#world.trace(() => `customer ${intent.id} ${how}`);
    await clock.sleep(random.skewed(300, 20_000));
    if (!(await this.#payByToken(how, actor, ref))) {
      await this.#payHow(how, intent, (p) => cancelTopUp(p, actor, ref));
    }
    const returns = random.chance(0.7);
    if (returns) await this.#world.request("browser", (p) => syncTopUp(p, actor, ref));
    if (random.chance(this.#habits.requestsRefund)) {
      await clock.sleep(random.skewed(100, 90_000));
      await this.#world.request("browser", (p) => requestRefund(p, actor, ref));
    }
  }

  /** Through our server, with cards that end at once. False: this customer pays in another way. */
  async #payByToken(how: Paying, actor: Customer, ref: TopUpRef): Promise<boolean> {
    const { random, clock } = this.#world;
    const ends = {
      pays: ["succeeded"],
      declined: ["declined"],
      declined_then_pays: ["declined", "succeeded"],
      tests_cards: Array.from({ length: 8 }, () => "declined"),
    } as const;
    const cards = how in ends ? ends[how as keyof typeof ends] : [];
    if (cards.length === 0 || (how !== "tests_cards" && random.chance(0.4))) return false;
    for (const [n, end] of cards.entries()) {
      const confirmationToken = `ctoken_${ref.topUpId}_${n}_${end}` as const;
      for (let tries = 0; tries < 4; tries++) {
        const answer = await this.#world.request("browser", (p) =>
          confirmTopUp(p, actor, { ...ref, confirmationToken, pageUrlOf }),
        );
        if (answer?.ok || answer?.error.code.match(/too_many|wrong_state/)) break;
        await clock.sleep(random.skewed(500, 5000));
      }
    }
    return true;
  }

  async #payHow(
    how: Paying,
    intent: Intent,
    cancel: (ports: Ports) => Promise<unknown>,
  ): Promise<void> {
    const { random, clock, stripe } = this.#world;
    switch (how) {
      case "pays":
        return stripe.change(intent, "succeeded");
      case "risky":
        intent.risky = true;
        return stripe.change(intent, "succeeded");
      case "wrong_amount":
        spoil(intent, random.chance(0.3));
        return stripe.change(intent, "succeeded");
      case "declined":
      case "tests_cards":
        return stripe.change(intent, "declined");
      case "declined_then_pays":
        stripe.change(intent, "declined");
        await clock.sleep(random.skewed(1000, 60_000));
        return stripe.change(intent, "succeeded");
      case "slow_bank_pays":
      case "slow_bank_declines":
      case "slow_bank_cancels":
      case "slowest_bank":
        return this.#slowBank(how, intent);
      case "authorized":
        stripe.change(intent, "authorized");
        await clock.sleep(random.skewed(1000, 20 * MINUTE));
        if (random.chance(0.2)) spoil(intent, false);
        return stripe.change(intent, random.chance(0.5) ? "succeeded" : "canceled");
      case "leaves":
        return;
      case "pays_late":
        await clock.sleep(random.int(25 * MINUTE, 40 * MINUTE));
        return stripe.change(intent, "succeeded");
      case "cancels": {
        await this.#world.request("browser", cancel);
        // Pays after all, in another tab that still shows the form.
        if (random.chance(0.4)) stripe.change(intent, random.pick(["succeeded", "declined"]));
      }
    }
  }
  async #slowBank(how: Paying, intent: Intent): Promise<void> {
    const { random, clock, stripe } = this.#world;
    stripe.change(intent, "processing");
    if (how === "slowest_bank") {
      await clock.sleep(random.int(10 * DAY, 12 * DAY));
      return stripe.change(intent, random.pick(["succeeded", "declined", "canceled"]));
    }
    await clock.sleep(random.skewed(MINUTE, random.chance(0.3) ? 11 * DAY : 90 * MINUTE));
    const end = { slow_bank_pays: "succeeded", slow_bank_declines: "declined" } as const;
    stripe.change(intent, how in end ? end[how as keyof typeof end] : "canceled");
  }
}

/** Changes the amount or the currency of an intent, so that it is not what was requested. */
export function spoil(intent: Intent, currency: boolean): void {
  if (intent.status === "succeeded") return;
  intent.amount = currency
    ? { ...intent.amount, currency: "eur" }
    : { ...intent.amount, minor: intent.amount.minor - 100 };
}
