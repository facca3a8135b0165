import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { confirmPayment } from "../../src/ui/portal/checkout/stripe/confirm-payment.script.ts";
import type { StripeAnswer } from "../../src/ui/portal/checkout/stripe/stripe-types.script.ts";

const checked = (type: string): StripeAnswer => ({
  paymentIntent: { status: "requires_action", next_action: { use_stripe_sdk: { type } } },
});
const paid: StripeAnswer = { paymentIntent: { status: "succeeded" } };

/** A press of Pay, the bank's answer, and what a look at the payment meanwhile shows. */
function press(looks: readonly (StripeAnswer | Error)[]) {
  let answer: (answer: StripeAnswer) => void = () => {};
  const told: string[] = [];
  const left = [...looks];
  const form = {
    confirm: () =>
      new Promise<StripeAnswer>((resolve) => {
        answer = resolve;
      }),
    async checkPayment() {
      told.push("look");
      const next = left.shift() ?? { paymentIntent: { status: "processing" } };
      if (next instanceof Error) throw next;
      return next;
    },
  };
  const asking = { form, submitted: {}, clientSecret: "pi_1_secret", returnUrl: "/t/a/b" };
  const outcome = confirmPayment(asking, () => told.push("bank asks"));
  return { told, outcome, answer: (given: StripeAnswer) => answer(given) };
}

describe("while the bank decides", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("an answer within two seconds: nobody looks, nothing is said", async () => {
    const { told, outcome, answer } = press([]);
    await vi.advanceTimersByTimeAsync(1999);
    answer(paid);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toEqual({ kind: "sent" });
    expect(told).toEqual([]);
  });

  test.each(["stripe_3ds2_fingerprint", "three_d_secure_redirect"])(
    "%s: the bank checks, said once",
    async (type) => {
      const { told, outcome, answer } = press([
        { paymentIntent: { status: "processing" } },
        checked(type),
      ]);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(told).toEqual(["look", "look", "bank asks"]);
      answer(paid);
      expect(await outcome).toEqual({ kind: "sent" });
    },
  );

  test.each(["intent_confirmation_challenge", "a_name_of_tomorrow"])(
    "%s is no check of a bank",
    async (type) => {
      const { told } = press([checked(type), checked(type)]);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(told).not.toContain("bank asks");
    },
  );

  test("a look without an answer says nothing and spoils nothing", async () => {
    const { told, outcome, answer } = press([new Error("no network"), { error: { type: "api" } }]);
    await vi.advanceTimersByTimeAsync(6000);
    answer(paid);
    expect(await outcome).toEqual({ kind: "sent" });
    expect(told).toEqual(["look", "look"]);
  });

  test("no answer, and none to the look after it: it was sent, whatever became of it", async () => {
    const { outcome, answer } = press([new Error("no network")]);
    answer({ error: { type: "api_connection_error" } });
    expect(await outcome).toEqual({ kind: "sent" });
  });

  test("no answer, and the payment is open: said so that nobody takes it for a no", async () => {
    const { outcome, answer } = press([{ paymentIntent: { status: "requires_payment_method" } }]);
    answer({ error: { type: "api_connection_error" } });
    expect(await outcome).toMatchObject({ kind: "declined", unsure: true });
  });

  test("a slow bank is not looked at for ever", async () => {
    const { told } = press([]);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(told).toEqual(["look", "look", "look", "look", "look"]);
  });
});
