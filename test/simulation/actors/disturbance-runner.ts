/**
 * Runs disturbances: what may arrive at any moment although nothing waits for it, such as old
 * messages, consumers that were stalled, repeated clicks, people who press every button. What they
 * report was true at some moment. None of them has a current fence.
 */
import type { Customer } from "../../../src/app/base/actor.ts";
import { cancelTopUp } from "../../../src/app/payment/cancel-top-up.ts";
import { syncPayment } from "../../../src/app/payment/sync-payment.ts";
import { PortFault } from "../../../src/app/ports/port-fault.ts";
import type { Ports } from "../../../src/app/ports/ports.ts";
import { requestRefund } from "../../../src/app/refund/request-refund.ts";
import type { IntentId, TopUpId } from "../../../src/domain/base/ids.ts";
import type { WriteAnswer } from "../../../src/domain/ocs/reading.ts";
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import { WEBHOOK } from "../../app/actors.ts";
import type { ObjectHost } from "../world/object-host.ts";
import type { Intent } from "../world/stripe-state.ts";
import type { World } from "../world/world.ts";
import { pressPay, type Requested, spoil } from "./customers.ts";
import type { Disturbance } from "./disturbances.ts";
import { actAtStripe, type ExternalAction, intentsOf, mintTwin, operate } from "./operators.ts";
import { deliverEvent } from "./webhook-delivery.ts";

/** The intent succeeds at Stripe and no webhook says so. */
function succeedWithoutWebhook(world: World, intent: Intent): void {
  const { onEvent } = world.stripe;
  world.stripe.onEvent = () => {};
  world.stripe.change(intent, "succeeded");
  world.stripe.onEvent = onEvent;
}

export class DisturbanceRunner {
  readonly #world: World;
  readonly #requested: Requested;

  constructor(world: World, requested: Requested) {
    this.#world = world;
    this.#requested = requested;
  }

  async run(disturbance: Disturbance, host: ObjectHost, topUpId: TopUpId): Promise<void> {
    const t = host.load(topUpId);
    if (!t) return;
    const world = this.#world;
    world.trace(() => `disturbance ${disturbance} ${topUpId.slice(-4)} ${stateOf(t)}`);
    // A reconstructed top-up has no session, so any session that asks is refused.
    const sessionId = t.request.sessionId ?? "ses_other";
    const actor: Customer = { kind: "customer", sessionId, ip: null };
    const ref = { serviceId: t.request.serviceId, topUpId };
    switch (disturbance) {
      case "message":
        return world.queues.put(
          world.random.pick(["provision", "provision", "refund", "notify"]),
          ref,
        );
      case "dead_letter":
        return world.queues.put("dead", ref);
      case "old_grant":
      case "old_revoke":
      case "old_record":
        return this.#oldConsumer(disturbance, t);
      case "old_record_silent":
        // The OCS is silent for longer than the policy of any offer; then the report comes.
        world.ocs.silenceFor(world.random.int(130_000, 200_000));
        await world.clock.sleep(world.random.int(122_000, 128_000));
        return this.#oldConsumer("old_record", t);
      case "reconcile":
        return this.#reconcile(t);
      case "silence":
        return world.ocs.silenceFor(world.random.skewed(5000, 300_000));
      case "cancel":
        return void (await world.request("browser", (p) => cancelTopUp(p, actor, ref)));
      case "request_refund":
        return void (await world.request("browser", (p) => requestRefund(p, actor, ref)));
      case "refund":
      case "confirm":
      case "redrive":
      case "manual_refund":
      case "approve":
      case "reject":
        return operate(world, t, disturbance);
      case "repeat_request":
        return this.#repeatRequest(topUpId);
      default:
        return this.#atStripe(disturbance, t);
    }
  }

  async #atStripe(disturbance: Disturbance, t: TopUp): Promise<void> {
    const world = this.#world;
    switch (disturbance) {
      case "sync":
        return this.#sync(t);
      case "sync_twice":
        await Promise.all([this.#sync(t), this.#sync(t)]);
        return;
      case "twin_pays":
      case "twin_spoilt":
      case "twin_open":
        return this.#twin(disturbance, t);
      case "twin_canceled":
        return world.stripe.change(mintTwin(world, t), "canceled");
      case "pay_open":
      case "pay_spoilt":
        return this.#payOpen(t, disturbance === "pay_spoilt");
      case "old_reading":
        return this.#oldReading(t);
      case "lose_bucket":
        world.ocs.forget(t.request.account, t.credit.grant?.bucketId ?? "");
        return this.#oldConsumer("old_record", t);
      case "pay_and_return": {
        // Paid and refunded before any of our programs hears of either.
        const made = intentsOf(world, t).find((i) => /open|processing/.test(i.status));
        const intent = made ?? mintTwin(world, t);
        if (world.random.chance(0.2)) spoil(intent, false);
        succeedWithoutWebhook(world, intent);
        return actAtStripe(world, t, world.random.pick(["refund_all", "refund_part", "dispute"]));
      }
      case "intent_again":
        return this.#intentAgain(t);
      case "old_answer":
        return this.#oldAnswer(t);
      case "old_event": {
        const ids = new Set(intentsOf(world, t).map((i) => i.id));
        const events = world.stripe.events.filter(
          (e) => e.intentId !== null && ids.has(e.intentId),
        );
        if (events.length > 0) deliverEvent(world, world.random.pick(events), 9);
        return;
      }
      default:
        return actAtStripe(world, t, disturbance as ExternalAction);
    }
  }

  /** A consumer that claimed long ago, reads now, and continues with its old fence. */
  async #oldConsumer(
    disturbance: "old_grant" | "old_revoke" | "old_record",
    t: TopUp,
  ): Promise<void> {
    const { topUpId, serviceId, ocs, tenant, account } = t.request;
    const fence = t.drive.fence - 1;
    // A consumer of a parked top-up has mostly waited for the silent OCS, too.
    const { ocs: engine, clock, random } = this.#world;
    if (engine.silent && stateOf(t) === "parked" && random.chance(0.7)) {
      await clock.sleep(engine.faults.silentUntil - clock.now + random.int(1000, 600_000));
    }
    await this.#world.request("old consumer", async (ports: Ports) => {
      const object = ports.objects.of(serviceId);
      const where = { ocs, tenant, account };
      const lost = random.chance(0.3) ? random.pick(["gone", "disabled"] as const) : null;
      const reading = lost ? engine.readingWhile(where, lost) : await ports.ocs.read(where);
      if (disturbance === "old_grant") return object.grantCredit({ topUpId, fence, reading });
      if (disturbance === "old_revoke") return object.revokeCredit({ topUpId, fence, reading });
      // Only what was granted was ever sent, so without a grant there is nothing to record.
      if (!t.credit.grant) return null;
      return object.recordEvidence({ topUpId, fence, write: this.#oldWrite(), reading });
    });
  }
  #oldWrite(): WriteAnswer {
    return this.#world.random.chance(0.4)
      ? { kind: "refused", text: "Unsupported time format" }
      : { kind: "unknown", text: "no answer" };
  }

  async #reconcile(t: TopUp): Promise<void> {
    const { topUpId, serviceId, ocs, tenant, account } = t.request;
    await this.#world.request("credit reconciliation", async (ports) => {
      const object = ports.objects.of(serviceId);
      const items = await object.creditsToReconcile();
      if (!items.some((item) => item.topUpId === topUpId)) return;
      const reading = await ports.ocs.read({ ocs, tenant, account });
      const { resend } = await object.recordReconciliation({ topUpId, reading });
      if (resend !== null) await ports.ocs.write({ ocs, tenant, account }, resend);
    });
  }

  async #repeatRequest(topUpId: TopUpId): Promise<void> {
    const order = this.#requested.get(topUpId);
    if (!order) return;
    // The same input, and so the same idempotency key.
    await this.#world.request("browser", pressPay(order));
  }
  async #sync(t: TopUp): Promise<void> {
    const intents = intentsOf(this.#world, t);
    if (intents.length === 0) return;
    const intent = this.#world.random.chance(0.7) ? intents[0] : this.#world.random.pick(intents);
    if (!intent) return;
    const intentId = intent.id;
    await this.#world.request("sync", (p) => syncPayment(p, WEBHOOK, { intentId }));
  }

  async #twin(disturbance: "twin_pays" | "twin_spoilt" | "twin_open", t: TopUp): Promise<void> {
    const { random, stripe, clock } = this.#world;
    const twin = mintTwin(this.#world, t);
    if (disturbance === "twin_open") return this.#recorded(t, twin.id);
    if (disturbance === "twin_spoilt") spoil(twin, random.chance(0.3));
    await clock.sleep(random.skewed(10, 5000));
    const end = { succeeded: 6, declined: 1, canceled: 1, processing: 1 } as const;
    stripe.change(twin, random.weighted(end));
    if (twin.status !== "processing") return;
    clock.after(random.skewed(60_000, 7_200_000), () => stripe.change(twin, "succeeded"));
  }
  async #payOpen(t: TopUp, spoilt: boolean): Promise<void> {
    const { random, stripe } = this.#world;
    const payable = spoilt ? /open|processing/ : /open/;
    const open = intentsOf(this.#world, t).filter((i) => payable.test(i.status));
    if (open.length === 0) return;
    const intent = random.pick(open);
    if (random.chance(0.1)) intent.risky = true;
    if (spoilt) {
      spoil(intent, random.chance(0.3));
      return stripe.change(intent, "succeeded");
    }
    stripe.change(
      intent,
      random.pick(["succeeded", "succeeded", "processing", "declined", "canceled"] as const),
    );
    if (intent.status !== "processing") return;
    this.#world.clock.after(random.skewed(60_000, 7_200_000), () => {
      stripe.change(intent, random.pick(["succeeded", "declined", "canceled"] as const));
    });
  }
  /** Reports a reading of the payment from before its last change. */
  async #oldReading(t: TopUp): Promise<void> {
    const intent = intentsOf(this.#world, t).find((i) => i.past.length > 0);
    if (!intent) return;
    const relevant = intent.past.filter((r) => r.status === "processing" || r.decline !== null);
    const reading = this.#world.random.pick(relevant.length > 0 ? relevant : intent.past);
    const { serviceId } = t.request;
    await this.#world.request("slow reader", async (ports) =>
      ports.objects.of(serviceId).recordPayment({ reading, reconstructed: null }),
    );
  }
  async #intentAgain(t: TopUp): Promise<void> {
    const known = t.attempts.at(-1)?.intentId ?? intentsOf(this.#world, t)[0]?.id;
    if (known) await this.#recorded(t, known);
  }
  async #recorded(t: TopUp, intentId: IntentId): Promise<void> {
    const { topUpId, serviceId } = t.request;
    const attemptId = t.attempts.at(-1)?.attemptId;
    if (attemptId === undefined) return;
    if (this.#world.random.chance(0.5)) {
      const why = this.#world.random.pick(["key_spent", "refused"] as const);
      await this.#world.request("late answer: no intent", (ports) =>
        ports.objects.of(serviceId).recordNoIntent({ topUpId, attemptId, why }),
      );
      return;
    }
    await this.#world.request("late creation", async (ports) => {
      const input = { topUpId, attemptId, intentId };
      const { kind } = await ports.objects.of(serviceId).recordIntent(input);
      if (kind === "cancel" && this.#world.random.chance(0.5)) {
        const reading = await ports.payments.cancelIntent({ keyId: attemptId, intentId });
        await ports.objects.of(serviceId).recordPayment({ reading, reconstructed: null });
      }
    });
  }

  /** Reports an old answer about a refund: none had come, or the refund was still pending. */
  async #oldAnswer(t: TopUp): Promise<void> {
    const { random, stripe } = this.#world;
    if (t.refunds.length === 0) return;
    const row = random.pick(t.refunds);
    const { topUpId, serviceId } = t.request;
    const there = stripe.intents
      .get(row.intentId)
      ?.refunds.find((r) => r.refundId === row.refundId);
    await this.#world.request("old answer", async (ports) => {
      const object = ports.objects.of(serviceId);
      const refundId = row.refundId;
      const how = random.pick(["unknown", "as_it_is", "pending", "refused"] as const);
      if (how === "as_it_is" && there) {
        const outcome = await ports.payments.readRefund(there.id);
        if (outcome.kind === "unknown") throw new PortFault("stripe", outcome.text);
        return object.recordRefund({ topUpId, refundId, outcome });
      }
      if (there?.first === "succeeded" && there.status === "failed" && random.chance(0.5)) {
        const outcome = { kind: "succeeded", stripeRefundId: there.id } as const;
        return object.recordRefund({ topUpId, refundId, outcome });
      }
      if (how === "pending" && there && row.state !== "requested") {
        const outcome = { kind: "pending", stripeRefundId: there.id, reason: null } as const;
        return object.recordRefund({ topUpId, refundId, outcome });
      }
      if (how === "refused" && there && (row.state === "succeeded" || row.state === "failed")) {
        const outcome = { kind: "refused", why: "other", text: "an earlier call" } as const;
        return object.recordRefund({ topUpId, refundId, outcome });
      }
      const outcome = { kind: "unknown", text: "no answer" } as const;
      return object.recordRefund({ topUpId, refundId, outcome });
    });
  }
}
