import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { confirmPayment } from "../../src/ui/portal/checkout/stripe/confirm-payment.script.ts";
import type { StripeAnswer } from "../../src/ui/portal/checkout/stripe/stripe-types.script.ts";

const checked = (type: string): StripeAnswer => ({
  paymentIntent: { status: "requires_action", next_action: { use_stripe_sdk: { type } } },
});
const paid: StripeAnswer = { paymentIntent: { status: "succeeded" } };

/** A press of Pay; `checks`: what the checks of the payment return meanwhile. */
function press(checks: readonly (StripeAnswer | Error)[]) {
  let answer: (answer: StripeAnswer) => void = () => {};
  const calls: string[] = [];
  const left = [...checks];
  const form = {
    confirm: () =>
      new Promise<StripeAnswer>((resolve) => {
        answer = resolve;
      }),
    async checkPayment() {
      calls.push("check");
      const next = left.shift() ?? { paymentIntent: { status: "processing" } };
      if (next instanceof Error) throw next;
      return next;
    },
  };
  const asking = { form, submitted: {}, clientSecret: "pi_1_secret", returnUrl: "/t/a/b" };
  const outcome = confirmPayment(asking, () => calls.push("bank asks"));
  return { calls, outcome, answer: (given: StripeAnswer) => answer(given) };
}

describe("while the bank decides", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("an answer within two seconds: the payment is not checked", async () => {
    const { calls, outcome, answer } = press([]);
    await vi.advanceTimersByTimeAsync(1999);
    answer(paid);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toEqual({ kind: "sent" });
    expect(calls).toEqual([]);
  });

  test.each(["stripe_3ds2_fingerprint", "three_d_secure_redirect"])(
    "%s: the bank's check is reported once",
    async (type) => {
      const { calls, outcome, answer } = press([
        { paymentIntent: { status: "processing" } },
        checked(type),
      ]);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(calls).toEqual(["check", "check", "bank asks"]);
      answer(paid);
      expect(await outcome).toEqual({ kind: "sent" });
    },
  );

  test.each(["intent_confirmation_challenge", "a_name_of_tomorrow"])(
    "%s is not reported as a check of the bank",
    async (type) => {
      const { calls } = press([checked(type), checked(type)]);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(calls).not.toContain("bank asks");
    },
  );

  test("a failed check has no effect", async () => {
    const { calls, outcome, answer } = press([new Error("no network"), { error: { type: "api" } }]);
    await vi.advanceTimersByTimeAsync(6000);
    answer(paid);
    expect(await outcome).toEqual({ kind: "sent" });
    expect(calls).toEqual(["check", "check"]);
  });

  test("neither the confirmation nor the check is answered: the outcome is sent", async () => {
    const { outcome, answer } = press([new Error("no network")]);
    answer({ error: { type: "api_connection_error" } });
    expect(await outcome).toEqual({ kind: "sent" });
  });

  test("the confirmation is not answered and the payment is open: the outcome is unsure", async () => {
    const { outcome, answer } = press([{ paymentIntent: { status: "requires_payment_method" } }]);
    answer({ error: { type: "api_connection_error" } });
    expect(await outcome).toMatchObject({ kind: "declined", unsure: true });
  });

  test("the checks of a slow bank end", async () => {
    const { calls } = press([]);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(calls).toEqual(["check", "check", "check", "check", "check"]);
  });
});
