/**
 * Older systems: each takes a payment on its own page and then presents it, rightly or wrongly,
 * with its key or without, until it gets an answer.
 */
import { topUpDongle } from "../../../src/app/legacy/top-up-dongle.ts";
import type { Service } from "../../../src/app/ports/register.ts";
import {
  type DongleTopUp,
  type MalformedTopUp,
  readDongleTopUp,
} from "../../../src/contract/legacy.ts";
import { toDecimal } from "../../../src/domain/base/money.ts";
import { DAY_MS } from "../../../src/domain/base/time.ts";
import { rulesOf } from "../../../src/domain/offer/kinds/rules.ts";
import { CALLER, callerWithKey } from "../../app/actors.ts";
import { MINUTE } from "../world/durations.ts";
import type { Intent } from "../world/stripe-state.ts";
import type { World } from "../world/world.ts";

type Tags = "both" | "with_days" | "none";
type Fault = "none" | "days" | "shape" | "imsi" | "amount" | "currency" | "suspended";

const TAGS: Readonly<Record<Tags, number>> = { both: 4, with_days: 3, none: 2 };
const FAULTS: Readonly<Record<Fault, number>> = {
  none: 4,
  days: 2,
  shape: 3,
  imsi: 2,
  amount: 2,
  currency: 1,
  suspended: 3,
};
const MOST_CALLS = 200;

/** A payment that a caller has presented and got an answer about. */
export interface Presented {
  readonly intent: Intent;
  /** It names a service of ours, or its caller vouched for it with a key. */
  readonly mustEnd: boolean;
}

export class LegacyCallers {
  readonly presented: Presented[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** One customer at the page of an older system. */
  async visit(service: Service): Promise<void> {
    const { random, clock, stripe, offer } = this.#world;
    const days = random.int(1, 30);
    const price = rulesOf(offer).price(days);
    const tags = random.weighted(TAGS);
    const fault = random.weighted(FAULTS);
    const keyed = random.chance(0.4);
    const intent = stripe.mint(null, price);
    if (fault === "amount") intent.amount = { ...price, minor: price.minor - 1 };
    if (fault === "currency") intent.amount = { ...price, currency: "eur" };
    intent.untrusted = {
      serviceUuid: tags === "none" ? null : service.serviceUuid,
      imsi: tags === "none" ? null : service.imsi,
      days: tags === "with_days" ? days : null,
      createdAt: clock.now,
      otherDeployment: false,
      payer: { name: "Anna Ng", email: "anna@example.com" },
    };
    await clock.sleep(random.skewed(300, 20_000));
    stripe.change(intent, "succeeded");
    if (fault === "suspended") this.#suspend(service);
    const asked = bodyOf(service, intent, { days, fault });
    await this.#present(intent, { asked, keyed, tags, fault });
  }

  async #present(
    intent: Intent,
    how: {
      readonly asked: DongleTopUp | MalformedTopUp;
      readonly keyed: boolean;
      readonly tags: Tags;
      readonly fault: Fault;
    },
  ): Promise<void> {
    const { random, clock } = this.#world;
    const actor = how.keyed ? callerWithKey() : CALLER;
    const input = { asked: how.asked, acceptUntagged: false, maxAgeMs: DAY_MS };
    for (let call = 0; call < MOST_CALLS; call++) {
      const answer = await this.#world.request("legacy", (ports) =>
        topUpDongle(ports, actor, input),
      );
      this.#world.trace(() => `legacy ${intent.id} ${how.fault} ⇒ ${JSON.stringify(answer)}`);
      if (answer !== null && answer.status !== 503) {
        const vouched = how.keyed && how.fault !== "imsi";
        this.presented.push({ intent, mustEnd: how.tags !== "none" || vouched });
        if (random.chance(0.5)) return;
      }
      await clock.sleep(random.skewed(1000, 2 * MINUTE));
    }
  }

  #suspend(service: Service): void {
    const { services, clock, random } = this.#world;
    services.set(service.id, { ...service, status: "suspended" });
    clock.after(random.skewed(1000, 10 * MINUTE), () => services.set(service.id, service));
  }
}

function bodyOf(
  { serviceUuid, imsi }: Service,
  intent: Intent,
  { days, fault }: { readonly days: number; readonly fault: Fault },
): DongleTopUp | MalformedTopUp {
  const body = {
    service_uuid: serviceUuid,
    imsi: fault === "imsi" ? "505010000000099" : imsi,
    days: fault === "shape" ? "seven" : fault === "days" ? days + 1 : days,
    payment_intent_id: intent.id,
    topup_amount: toDecimal(intent.amount),
  };
  const read = readDongleTopUp(JSON.stringify(body));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}
