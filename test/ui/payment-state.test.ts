import { describe, expect, test } from "vitest";
import { memoryStore } from "../../src/ui/kit/browser/key-value-store.script.ts";
import {
  isBusy,
  nextPaymentState,
  type PaymentEvent,
  type PaymentState,
} from "../../src/ui/portal/checkout/payment-panel/payment-state.script.ts";
import {
  isUnanswered,
  outcomeOf,
} from "../../src/ui/portal/checkout/stripe/payment-outcome.script.ts";
import { IdempotencyKey } from "../../src/ui/portal/device/idempotency-key.script.ts";
import { LocalDraft } from "../../src/ui/portal/device/local-draft.script.ts";

describe("the idempotency key", () => {
  const wanted = {
    service: "svc_1",
    offer: "off_1",
    quantity: 7,
    minor: 7000,
    currency: "aud",
    expiry: "2025-01-10T12:00:00.000Z",
  };
  const keys = () => {
    let n = 0;
    return () => `key-${++n}`;
  };

  test("stays the same for a second press, a reload, and a second tab", () => {
    const device = memoryStore();
    const fresh = keys();
    const first = new IdempotencyKey(device, fresh).keyFor(wanted);
    expect(new IdempotencyKey(device, fresh).keyFor(wanted)).toBe(first);
  });

  test("a tab keeps the key it has used when another tab has paid and forgotten it", () => {
    const device = memoryStore();
    const [here, there] = [new IdempotencyKey(device, keys()), new IdempotencyKey(device, keys())];
    const first = here.keyFor(wanted);
    expect(there.keyFor(wanted)).toBe(first);
    there.forget();
    expect(here.keyFor(wanted)).toBe(first);
  });

  test.each([{ quantity: 8, minor: 8000 }, { minor: 7700 }, { offer: "off_2" }, { expiry: null }])(
    "is a new one after a change of the choice: %j",
    (change) => {
      const tryKey = new IdempotencyKey(memoryStore(), keys());
      const first = tryKey.keyFor(wanted);
      expect(tryKey.keyFor({ ...wanted, ...change })).not.toBe(first);
    },
  );

  test("is a new one after the top-up has ended", () => {
    const tryKey = new IdempotencyKey(memoryStore(), keys());
    const first = tryKey.keyFor(wanted);
    tryKey.forget();
    expect(tryKey.keyFor(wanted)).not.toBe(first);
  });

  test("is another one on another device", () => {
    const fresh = keys();
    const here = new IdempotencyKey(memoryStore(), fresh).keyFor(wanted);
    expect(new IdempotencyKey(memoryStore(), fresh).keyFor(wanted)).not.toBe(here);
  });

  test("ignores values in the storage that are not its own", () => {
    const tab = memoryStore();
    tab.write("idempotency-key", "{not json");
    expect(new IdempotencyKey(tab, keys()).keyFor(wanted)).toBe("key-1");
  });
});

describe("what the device keeps", () => {
  test("is the draft until it is dropped, and the tab's own top-ups", () => {
    const kept = new LocalDraft(memoryStore(), memoryStore());
    expect(kept.draft()).toBe(null);
    const billing = { first_name: "Sam", last_name: "Rivera", email: "sam@example.com" };
    kept.keepDraft(billing);
    expect(kept.draft()).toEqual(billing);
    kept.keepTopUp("top_1", { email: billing.email, shop: "/l/x?days=7", have: 2 });
    kept.dropDraft();
    expect(kept.draft()).toBe(null);
    expect(kept.topUp("top_1")?.email).toBe(billing.email);
    expect(kept.topUp("top_2")).toBe(null);
  });
});

describe("the states of paying", () => {
  const after = (...events: PaymentEvent[]): PaymentState =>
    events.reduce<PaymentState>(nextPaymentState, "closed");
  const ready = ["opened", "form_ready"] as const;
  const asking = [...ready, "pressed", "form_complete"] as const;

  test("run from closed to done", () => {
    expect(after(...asking, "created", "confirmed")).toBe("done");
  });
  test.each([
    ["while the form is checked", [...ready, "pressed"]],
    ["while we are asked", asking],
    ["while the bank is asked", [...asking, "created"]],
    ["after it is done", [...asking, "created", "confirmed"]],
  ] as const)("a second press %s changes nothing", (_when, events) => {
    expect(after(...events, "pressed")).toBe(after(...events));
  });
  test("after a form that cannot pay any more a new one can be opened", () => {
    expect(after(...asking, "created", "broken")).toBe("unavailable");
    expect(after(...asking, "created", "broken", "opened", "form_ready")).toBe("ready");
  });
  test("after a decline the form stays and can be used again", () => {
    expect(after(...asking, "created", "refused")).toBe("ready");
    expect(after(...asking, "created", "refused", "pressed")).toBe("checking");
  });
  test("a form that did not load can be tried again", () => {
    expect(after("opened", "form_failed")).toBe("unavailable");
    expect(after("opened", "form_failed", "opened", "form_ready")).toBe("ready");
  });
  test("the button is busy exactly between press and answer", () => {
    const busy = (
      ["closed", "loading", "ready", "checking", "submitting", "confirming", "done"] as const
    ).filter(isBusy);
    expect(busy).toEqual(["checking", "submitting", "confirming"]);
  });
});

describe("what the confirmation in the browser means", () => {
  test.each(["succeeded", "processing"])("%s: sent, the server finds out the rest", (status) => {
    expect(outcomeOf({ paymentIntent: { status } })).toEqual({ kind: "sent" });
  });
  test("a lost answer is not a decline", () => {
    expect(outcomeOf({ error: { type: "api_connection_error" } })).toEqual({ kind: "sent" });
  });
  test("an error about an intent that has succeeded is not a decline", () => {
    const error = {
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      payment_intent: { status: "succeeded" },
    };
    expect(outcomeOf({ error })).toEqual({ kind: "sent" });
  });
  test("a decline says that nothing was charged", () => {
    const error = { type: "card_error", code: "card_declined", decline_code: "insufficient_funds" };
    expect(outcomeOf({ error })).toMatchObject({
      kind: "declined",
      bold: "Your bank declined this card. Nothing was charged.",
      help: "There is not enough money on this card. Use another one, or choose fewer days.",
    });
  });
  test.each([
    [{ type: "invalid_request_error", code: "resource_missing" }],
    [{ type: "invalid_request_error", message: "The PaymentIntent does not match the Elements." }],
    [{ type: "authentication_error" }],
  ])("our own mistake %j is no decline", (error) => {
    expect(outcomeOf({ error }).kind).toBe("broken");
    expect(isUnanswered({ error })).toBe(false);
  });
  test("a decline of the bank is one, although Stripe calls it an invalid request", () => {
    const code = "payment_intent_authentication_failure";
    expect(outcomeOf({ error: { type: "invalid_request_error", code } })).toMatchObject({
      kind: "declined",
      help: "Your bank could not confirm that it’s you. Try again.",
    });
  });
  test.each([
    ["payment_method_provider_decline", "invalid_request_error"],
    ["payment_intent_payment_attempt_failed", "card_error"],
    ["lost_card", "card_error"],
  ])("%s: a decline without a reason", (code, type) => {
    expect(outcomeOf({ error: { type, code } })).toMatchObject({
      help: "Your bank gave no reason. Use another card, or call your bank.",
    });
  });
  test.each([
    ["card_decline_rate_limit_exceeded", 24 * 60],
    ["payment_intent_rate_limit_exceeded", 30],
  ])("%s: no further attempt for %d minutes", (code, minutes) => {
    const error = { type: "invalid_request_error", code };
    expect(outcomeOf({ error })).toEqual({ kind: "too_many", againAfterMs: minutes * 60_000 });
  });
  test("a mistake that Stripe's form shows itself gets no banner", () => {
    expect(outcomeOf({ error: { type: "validation_error" } })).toEqual({ kind: "incomplete" });
  });
  test.each(["api_error", "rate_limit_error", "a_type_of_tomorrow"])(
    "%s says nothing about the money: the payment is checked",
    (type) => {
      expect(isUnanswered({ error: { type } })).toBe(true);
    },
  );
  test("a payment that another tab has canceled is not called a decline", () => {
    const error = {
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      payment_intent: { status: "canceled" },
    };
    expect(outcomeOf({ error })).toMatchObject({
      bold: "That attempt ended without a payment. Nothing was charged.",
    });
  });
  test("a bank's check that the customer left is named as such", () => {
    const next_action = { use_stripe_sdk: { type: "three_d_secure_redirect" } };
    expect(outcomeOf({ paymentIntent: { status: "requires_action", next_action } })).toEqual({
      kind: "declined",
      bold: "You closed your bank’s check. Nothing was charged.",
    });
  });
});
