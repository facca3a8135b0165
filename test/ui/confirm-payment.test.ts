import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TopUpConfirmed } from "../../src/contract/confirm-top-up.ts";
import { confirmPayment } from "../../src/ui/portal/checkout/stripe/confirm-payment.script.ts";
import type {
  StripeAnswer,
  TokenAnswer,
} from "../../src/ui/portal/checkout/stripe/stripe-types.script.ts";

const TOKEN: TokenAnswer = { confirmationToken: { id: "ctoken_1" } };
const SENT = { payment: "sent", action: null, client_secret: null, error: null } as const;
const ACTION = { ...SENT, payment: "action", client_secret: "pi_1_secret" } as const;
const declined = (code: string, type = "card_error") => ({
  ...SENT,
  payment: "declined",
  error: { type, code: "card_declined", decline_code: code, param: null },
});
const problem = (status: number, code: string) => ({ status, body: { code, detail: "" } });

interface Given {
  readonly token?: TokenAnswer;
  /** What our server answers, call by call; null: no answer. */
  readonly server: readonly ({ status: number; body: object } | null)[];
  readonly action?: StripeAnswer;
  readonly check?: StripeAnswer | null;
}

/** A press of Pay; the calls in their order. */
async function press({ token = TOKEN, server, action = {}, check = null }: Given) {
  const calls: string[] = [];
  const left = [...server];
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    calls.push(`${path.split("/").at(-1)} ${body}`);
    const answer = left.shift() ?? null;
    if (answer === null) throw new TypeError("no network");
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  });
  const form = {
    createToken: async (returnUrl: string) => {
      calls.push(`token for ${returnUrl}`);
      return token;
    },
    handleAction: async (secret: string) => {
      calls.push(`action ${secret}`);
      return action;
    },
    checkPayment: async () => {
      calls.push("check");
      if (check === null) throw new Error("no network");
      return check;
    },
  };
  const topUp = { service_id: "svc_1", id: "top_1" };
  const confirmation = { form, submitted: {}, topUp, returnUrl: "/t/a/b" };
  const outcome = confirmPayment(confirmation, () => calls.push("bank asks"));
  await vi.advanceTimersByTimeAsync(60_000);
  return { calls, outcome: await outcome };
}
const ok = (body: Partial<TopUpConfirmed> | object) => ({ status: 200, body });
const CONFIRM = 'confirm {"confirmation_token":"ctoken_1"}';

describe("a press of Pay", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("the card pays: a token, one try, sent", async () => {
    const { calls, outcome } = await press({ server: [ok(SENT)] });
    expect(outcome).toEqual({ kind: "sent" });
    expect(calls).toEqual(["token for /t/a/b", CONFIRM]);
  });

  test("the card is declined: the reason, and no other call", async () => {
    const { calls, outcome } = await press({ server: [ok(declined("insufficient_funds"))] });
    expect(outcome).toMatchObject({ kind: "declined" });
    expect(calls).toEqual(["token for /t/a/b", CONFIRM]);
  });

  test("the bank asks: it is reported once, and its answer is the outcome", async () => {
    const action = { paymentIntent: { status: "succeeded" } };
    const server = [ok({ ...ACTION, action: "bank_check" })];
    const { calls, outcome } = await press({ server, action });
    expect(outcome).toEqual({ kind: "sent" });
    expect(calls).toEqual(["token for /t/a/b", CONFIRM, "bank asks", "action pi_1_secret"]);
  });

  test("another action is not reported as a check of the bank", async () => {
    const { calls } = await press({ server: [ok({ ...ACTION, action: "other" })] });
    expect(calls).not.toContain("bank asks");
  });

  test("no answer about the action, and no check: the outcome is sent", async () => {
    const action = { error: { type: "api_connection_error" } };
    const { outcome } = await press({ server: [ok({ ...ACTION, action: "other" })], action });
    expect(outcome).toEqual({ kind: "sent" });
  });

  test("no answer of our server: the same token again, until there is one", async () => {
    const server = [null, problem(503, "payment_system_unavailable"), ok(SENT)];
    const { calls, outcome } = await press({ server });
    expect(outcome).toEqual({ kind: "sent" });
    expect(calls).toEqual(["token for /t/a/b", CONFIRM, CONFIRM, CONFIRM]);
  });

  test("our server is not available for a moment: the same token again, and never a decline", async () => {
    const away = problem(503, "temporarily_unavailable");
    const soon = await press({ server: [away, ok(SENT)] });
    expect([soon.outcome, soon.calls.at(-1)]).toEqual([{ kind: "sent" }, CONFIRM]);
    const never = await press({ server: Array.from({ length: 9 }, () => away) });
    expect(never.outcome).not.toMatchObject({ kind: "declined", bold: expect.anything() });
  });

  test("no answer at all: the outcome is unknown, and the result page finds it out", async () => {
    const { calls, outcome } = await press({ server: [] });
    expect(outcome).toEqual({ kind: "sent" });
    expect(calls.at(-1)).toBe("sync {}");
  });

  test("no answer, and the payment is open: unsure", async () => {
    const server = [null, null, null, ok({ state: "awaiting_payment" })];
    expect((await press({ server })).outcome).toMatchObject({ kind: "declined", unsure: true });
  });

  test("the top-up was canceled meanwhile: said so", async () => {
    const server = [problem(409, "wrong_state"), ok({ state: "canceled" })];
    const { outcome } = await press({ server });
    expect(outcome).toMatchObject({ kind: "declined" });
    expect(outcome).not.toHaveProperty("unsure");
  });

  test("too many cards: our server's sentence", async () => {
    const { outcome } = await press({ server: [problem(429, "too_many_declines")] });
    expect(outcome).toMatchObject({ bold: expect.stringMatching(/Too many cards/) });
  });

  test("the browser keeps no cookies: said so, and not that a bank declined", async () => {
    const { outcome } = await press({ server: [problem(403, "not_yours")] });
    expect(outcome).toMatchObject({ bold: expect.stringMatching(/keeps no cookies/) });
  });

  test("Stripe.js finds a mistake in the form: incomplete, and nothing is tried", async () => {
    const token = { error: { type: "validation_error", code: "incomplete_number" } };
    const { calls, outcome } = await press({ token, server: [] });
    expect(outcome).toEqual({ kind: "incomplete" });
    expect(calls).toHaveLength(1);
  });

  test("Stripe gives no token: nothing was charged, and nothing is unsure", async () => {
    const token = { error: { type: "api_connection_error" } };
    const { outcome } = await press({ token, server: [] });
    expect(outcome).toMatchObject({ kind: "declined" });
    expect(outcome).not.toHaveProperty("unsure");
  });
});
