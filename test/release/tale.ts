/** What a story can do: a customer, an older system, an operator at one service of the world. */
import { topUpDongle } from "../../src/app/legacy/top-up-dongle.ts";
import { refundTopUp } from "../../src/app/operator/refund-top-up.ts";
import { cancelTopUp } from "../../src/app/payment/cancel-top-up.ts";
import { confirmTopUp } from "../../src/app/payment/confirm-top-up.ts";
import { requestTopUp } from "../../src/app/payment/request-top-up.ts";
import type { Service } from "../../src/app/ports/register.ts";
import { readDongleTopUp } from "../../src/contract/legacy.ts";
import type { TopUpId } from "../../src/domain/base/ids.ts";
import { toDecimal } from "../../src/domain/base/money.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { rulesOf } from "../../src/domain/offer/kinds/rules.ts";
import { stateOf, type TopUpState } from "../../src/domain/top-up/states.ts";
import { callerWithKey, customer, operator } from "../app/actors.ts";
import { brandOf } from "../fixtures/brands.ts";
import { pageUrlOf, seePage } from "../simulation/actors/pages.ts";
import type { Intent } from "../simulation/world/stripe-state.ts";
import type { World } from "../simulation/world/world.ts";

/** A top-up of a story, with its payment. */
export interface Bought {
  readonly topUpId: TopUpId;
  readonly intent: Intent;
}

export class Tale {
  readonly world: World;
  readonly service: Service;
  readonly #actor;
  #orders = 0;

  constructor(world: World, service: Service) {
    this.world = world;
    this.service = service;
    this.#actor = customer(`ses_${service.id.slice("svc_".length)}`, null);
  }

  get account(): string {
    return this.service.account.account;
  }
  /** Sleeps until this many ms after the start of the stories. */
  at(ms: number, start: number): Promise<void> {
    return this.world.clock.sleep(start + ms - this.world.clock.now);
  }

  /** A customer chooses days and presses Pay; no card was tried yet. */
  async order(quantity: number): Promise<Bought> {
    const linkId = `lnk_${this.service.id.slice("svc_".length)}` as const;
    const input = await seePage(this.world, {
      found: { serviceId: this.service.id, identifiedBy: { method: "link", ip: null, linkId } },
      idempotencyKey: `key-${this.service.id}-${++this.#orders}`,
      quantity,
      email: () => `anna${this.service.ordinal}@example.com`,
    });
    const answer = await this.world.request("browser", (ports) =>
      input ? requestTopUp(ports, this.#actor, input) : Promise.reject(new Error("no page")),
    );
    if (!answer?.ok) throw new Error(`${this.service.label}: ${JSON.stringify(answer)}`);
    const { topUpId } = answer.value.view;
    const intents = [...this.world.stripe.intents.values()];
    const intent = intents.find((each) => each.metadata?.topUpId === topUpId);
    // Above the limit no intent is made before the approval.
    return { topUpId, intent: intent ?? ({} as Intent) };
  }
  /** The customer's card is tried through our server. */
  async tryCard({ topUpId }: Bought, end: "succeeded" | "declined"): Promise<void> {
    const confirmationToken = `ctoken_${topUpId}_${end}` as const;
    const ref = { serviceId: this.service.id, topUpId, confirmationToken, pageUrlOf };
    await this.world.request("browser", (ports) => confirmTopUp(ports, this.#actor, ref));
  }
  async cancel({ topUpId }: Bought): Promise<void> {
    const ref = { serviceId: this.service.id, topUpId };
    await this.world.request("browser", (ports) => cancelTopUp(ports, this.#actor, ref));
  }

  /** An older system took a payment of its own and presents it. */
  async presentPayment(days: number): Promise<Bought> {
    const { stripe, clock, offer } = this.world;
    const { serviceUuid, imsi } = this.service;
    const intent = stripe.mint(null, rulesOf(offer).price(days));
    intent.untrusted = {
      serviceUuid,
      imsi,
      days,
      createdAt: clock.now,
      otherDeployment: false,
      payer: { name: "Anna Ng", email: "anna@example.com" },
    };
    stripe.change(intent, "succeeded");
    const read = readDongleTopUp(
      JSON.stringify({
        service_uuid: serviceUuid,
        imsi,
        days,
        payment_intent_id: intent.id,
        topup_amount: toDecimal(intent.amount),
      }),
    );
    if (!read.ok) throw new Error(read.error);
    const input = { asked: read.value, acceptUntagged: false, maxAgeMs: DAY_MS };
    await this.world.request("legacy", (ports) => topUpDongle(ports, callerWithKey(), input));
    const topUpId = this.host.topUps().at(-1)?.request.topUpId;
    if (topUpId === undefined) throw new Error("the older system's payment made no top-up");
    return { topUpId, intent };
  }
  /** An operator orders a refund that another one has to approve. */
  async orderRefund({ topUpId }: Bought): Promise<void> {
    const order = { serviceId: this.service.id, topUpId, reason: "the customer called" };
    const answer = await this.world.request("operator", (ports) => {
      const byId = async (id: string) => brandOf({ id, approvalAbove: { usd: 1 } });
      const brands = { ...ports.brands, byId };
      return refundTopUp({ ...ports, brands }, operator("olga"), order);
    });
    if (!answer?.ok) throw new Error(`no order: ${JSON.stringify(answer)}`);
  }

  get host() {
    return this.world.host(this.service.id);
  }
  stateOf({ topUpId }: Bought): TopUpState {
    const topUp = this.host.load(topUpId);
    if (!topUp) throw new Error(`${this.service.label} has no ${topUpId}`);
    return stateOf(topUp);
  }
}
