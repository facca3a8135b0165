import { describe, expect, test } from "vitest";
import { actOnEvent } from "../../src/app/payment/act-on-event.ts";
import type { StripeEvent } from "../../src/app/ports/payments.ts";
import type { IntentId } from "../../src/domain/base/ids.ts";
import { cancelsOf } from "../../src/domain/top-up/due-times.ts";
import { WEBHOOK } from "./actors.ts";
import { codeOf, openTopUp, pressPay, requestInput } from "./journeys.ts";
import { TestBackend } from "./test-backend.ts";

const attemptsOf = (backend: TestBackend) => backend.stripe.created.map((one) => one.attemptId);

function created(backend: TestBackend, intentId: IntentId): StripeEvent {
  const { metadata = null } = backend.stripe.intents.get(intentId) ?? {};
  const type = "payment_intent.created";
  const common = { id: "evt_1", type, createdAt: 0, livemode: false, refund: null };
  return { ...common, intentId, metadata };
}

describe("a stored 500: Stripe repeats it under the key for 24 hours", () => {
  test("the same request goes on with another attempt, and so with another key", async () => {
    const backend = new TestBackend();
    backend.stripe.notMade.push("spent");
    const opened = await openTopUp(backend);
    const { topUpId } = opened.view;
    expect(opened.clientSecret).toBe(`pi_att_${topUpId.slice(4)}_2_secret`);
    expect(attemptsOf(backend)).toEqual([`att_${topUpId.slice(4)}_2`]);
  });

  test("the choice is not blocked: the same key goes on, and so does another one", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.stripe.notMade.push("spent", "spent");
    expect(codeOf(await pressPay(backend, asked))).toBe("payment_system_unavailable");
    expect(await pressPay(backend, asked)).toMatchObject({ ok: true, value: { created: false } });
    const other = await pressPay(backend, { ...asked, idempotencyKey: "key-00000002" });
    // Another key for the same choice of the same session gets the top-up that it has.
    expect(other).toMatchObject({ ok: true, value: { created: false } });
  });

  test("five attempts at most: an incident at Stripe makes no heap of intents", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.stripe.notMade.push(...Array.from({ length: 50 }, () => "spent_but_made" as const));
    for (let i = 0; i < 12; i++) await pressPay(backend, asked);
    expect(new Set(attemptsOf(backend)).size).toBe(5);
  });

  test("the intent that the 500 made all the same is found by its metadata and canceled", async () => {
    const backend = new TestBackend();
    backend.stripe.notMade.push("spent_but_made");
    const { view } = await openTopUp(backend);
    const [orphan, paying] = [...backend.stripe.intents.keys()];
    if (!orphan || !paying) throw new Error("two intents were expected");
    await actOnEvent(backend.ports, WEBHOOK, created(backend, orphan));
    const topUp = await backend.object.port.loadTopUp(view);
    expect(topUp && cancelsOf(topUp).map((one) => one.intentId)).toEqual([orphan]);
    expect(topUp?.payingIntentId).toBe(paying);
  });

  test("if it was paid all the same, one of the two pays and the other is returned", async () => {
    const backend = new TestBackend();
    backend.stripe.notMade.push("spent_but_made");
    const { view } = await openTopUp(backend);
    for (const intentId of backend.stripe.intents.keys()) {
      backend.stripe.pay(intentId);
      const event = { ...created(backend, intentId), type: "payment_intent.succeeded" };
      await actOnEvent(backend.ports, WEBHOOK, event);
    }
    const topUp = await backend.object.port.loadTopUp(view);
    expect(topUp?.decision).toBe("deliver");
    expect(topUp?.refunds.map((row) => row.purpose)).toEqual(["surplus"]);
  });

  test("the event of an intent that the object names is not read at Stripe", async () => {
    const backend = new TestBackend();
    await openTopUp(backend);
    const [paying] = [...backend.stripe.intents.keys()];
    if (!paying) throw new Error("no intent");
    const acted = await actOnEvent(backend.ports, WEBHOOK, created(backend, paying));
    expect(acted.outcome).toBe("ignored: nothing new");
    expect(backend.stripe.calls).not.toContain("readIntent");
  });
});

describe("a definite 400 is not an outage", () => {
  test("refused with its own code, canceled, not retried, logged with Stripe's param", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.stripe.notMade.push("refused");
    expect(codeOf(await pressPay(backend, asked))).toBe("payment_not_possible");
    expect(backend.stripe.calls.filter((name) => name === "createIntent")).toHaveLength(1);
    expect(backend.logged).toContainEqual(
      expect.objectContaining({
        event: "intent_not_made",
        fields: expect.objectContaining({ code: "amount_too_small", param: "amount" }),
      }),
    );
    expect(codeOf(await pressPay(backend, asked))).toBe("new_key_needed");
  });
});
