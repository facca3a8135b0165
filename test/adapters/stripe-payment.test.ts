import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { CancelOrder } from "../../src/app/ports/payments.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import { callStripe, newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

let world: StripeWorld;
beforeAll(async () => {
  world = await openStripeWorld();
});
afterEach(() => {
  vi.useRealTimers();
  world.simulator.admin.reset();
});
afterAll(() => world.simulator.close());

describe("an intent of this deployment", () => {
  test("given it is not paid: open, with our metadata and its whole amount", async () => {
    const { payments } = world;
    const made = await payments.createIntent(newIntent("att_a_1"));
    expect(made.clientSecret).toContain(`${made.intentId}_secret_`);
    expect(made.livemode).toBe(false);
    expect(await payments.readIntent(made.intentId)).toEqual({
      intentId: made.intentId,
      status: "open",
      amount: { minor: 7000, currency: "usd" },
      returnedMinor: 0,
      disputed: false,
      livemode: false,
      metadata: newIntent("att_a_1").metadata,
      untrusted: {
        serviceUuid: null,
        imsi: null,
        otherDeployment: false,
        otherTag: null,
        payer: { name: "", email: "" },
        createdAt: expect.any(Number),
        days: null,
      },
      decline: null,
      method: null,
      risk: null,
      review: null,
    });
    expect(await payments.clientSecret(made.intentId)).toBe(made.clientSecret);
  });

  test.each([
    ["2026", "letter"],
    ["TOP*UP", "contain"],
    ["عربي a", "Latin"],
    ["TOPUP AND MORE", "22"],
  ])("given the statement suffix %s: Stripe refuses it (%s)", async (statementSuffix, why) => {
    const { payments } = world;
    const made = payments.createIntent({ ...newIntent("att_s_1"), statementSuffix });
    await expect(made).rejects.toThrow(why);
  });

  test("given cards were declined: every one is counted, and no check that was left", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_d_1"));
    for (const card of ["pm_card_visa_chargeDeclined", "pm_card_chargeDeclinedExpiredCard"]) {
      for (let n = 0; n < 2; n++) {
        const path = `/v1/payment_intents/${intentId}/confirm`;
        const answer = await callStripe(simulator, "POST", path, { payment_method: card });
        expect(answer.status).toBe(402);
      }
    }
    expect(await payments.readIntent(intentId)).toMatchObject({ status: "open", declines: 4 });
    expect(await payments.cancelIntent({ keyId: "att_d_1", intentId })).toMatchObject({
      status: "canceled",
    });
  });

  test("given it was paid by card: succeeded, with amount and card", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_b_1"));
    simulator.admin.pay(intentId);
    const reading = await payments.readIntent(intentId);
    expect(reading).toMatchObject({ status: "succeeded", method: "visa 4242", disputed: false });
    expect(reading?.amount).toEqual({ minor: 7000, currency: "usd" });
  });

  test("given a decline: still open, with the code; a second card then pays", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_c_1"));
    simulator.admin.pay(intentId, "4000000000009995");
    expect(await payments.readIntent(intentId)).toMatchObject({
      status: "open",
      decline: { code: "card_declined", declineCode: "insufficient_funds" },
      method: "visa 9995",
    });
    simulator.admin.pay(intentId);
    expect(await payments.readIntent(intentId)).toMatchObject({
      status: "succeeded",
      decline: null,
    });
  });

  test("given a slow payment: processing until the bank has decided", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_d_1"));
    simulator.admin.pay(intentId, "pm_usBankAccount_processing");
    expect((await payments.readIntent(intentId))?.status).toBe("processing");
    simulator.admin.completePayment(intentId, "succeeded");
    expect((await payments.readIntent(intentId))?.status).toBe("succeeded");
  });

  test("given an elevated risk: the reading says so", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_e_1"));
    simulator.admin.pay(intentId, "4000000000009235");
    expect(await payments.readIntent(intentId)).toMatchObject({ risk: "elevated", review: null });
  });

  test("given a review: open, then approved; a refund closes another one", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_v_1"));
    simulator.admin.pay(intentId);
    const { id } = simulator.admin.review(intentId);
    expect((await payments.readIntent(intentId))?.review).toEqual({ reviewId: id, state: "open" });
    await payments.approveReview(id);
    expect((await payments.readIntent(intentId))?.review?.state).toBe("approved");
    const other = await payments.createIntent(newIntent("att_v_2"));
    simulator.admin.pay(other.intentId);
    simulator.admin.review(other.intentId);
    simulator.admin.refundExternally(other.intentId);
    expect(await payments.readIntent(other.intentId)).toMatchObject({
      returnedMinor: 7000,
      review: { state: "closed" },
    });
  });

  test("given a review that is closed already: approving it is a fault, nothing more", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_v_3"));
    simulator.admin.pay(intentId);
    const { id } = simulator.admin.review(intentId);
    simulator.admin.approveReview(id);
    await expect(payments.approveReview(id)).rejects.toThrow("already closed");
  });

  test("given an unknown id: null", async () => {
    expect(await world.payments.readIntent("pi_unknown")).toBeNull();
  });

  test("given an amount below the minimum: a fault that names Stripe's code", async () => {
    await expect(world.payments.createIntent(newIntent("att_f_1", 10))).rejects.toThrow(
      /400 amount_too_small/,
    );
  });

  test("given a wrong key: a fault that does not repeat the key", async () => {
    const { createPayments } = await import("../../src/adapters/stripe/payments.ts");
    const otherDeployment = createPayments({
      secretKey: "sk_test_someone_elses_key",
      webhookSecret: "whsec_x",
      deployment: "topup.test",
      apiUrl: world.simulator.url,
    });
    const fault = await otherDeployment.createIntent(newIntent("att_g_1")).catch((e: unknown) => e);
    expect(fault).toBeInstanceOf(PortFault);
    expect(String(fault)).not.toContain("someone");
  });
});

describe("3-D Secure", () => {
  test("given the customer passes: open while the bank asks, then succeeded", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_h_1"));
    expect(simulator.admin.pay(intentId, "4000000000003220").status).toBe("requires_action");
    expect((await payments.readIntent(intentId))?.status).toBe("open");
    simulator.admin.threeDs(intentId, "success");
    expect((await payments.readIntent(intentId))?.status).toBe("succeeded");
  });

  test("given the customer fails: open, and the decline says so", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_i_1"));
    simulator.admin.pay(intentId, "4000000000003220");
    simulator.admin.threeDs(intentId, "fail");
    expect(await payments.readIntent(intentId)).toMatchObject({
      status: "open",
      decline: { code: "payment_intent_authentication_failure", declineCode: null },
    });
  });

  test("given the bank declines after it: open with the decline", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_j_1"));
    simulator.admin.pay(intentId, "4000008260003178");
    simulator.admin.threeDs(intentId, "success");
    expect((await payments.readIntent(intentId))?.decline?.declineCode).toBe("insufficient_funds");
  });
});

describe("lost answers", () => {
  test("given the answer to create was cut off: the library's retry gets the same intent", async () => {
    const { payments, simulator } = world;
    simulator.admin.faults.add({ kind: "drop_after", method: "POST" });
    const made = await payments.createIntent(newIntent("att_k_1"));
    expect(simulator.admin.state().intents.map((intent) => intent.id)).toEqual([made.intentId]);
  });

  test("given all answers were cut off: a fault, and the next call gets the same intent", async () => {
    const { payments, simulator } = world;
    simulator.admin.faults.add({ kind: "drop_after", times: 2, method: "POST" });
    await expect(payments.createIntent(newIntent("att_l_1"))).rejects.toBeInstanceOf(PortFault);
    const made = await payments.createIntent(newIntent("att_l_1"));
    expect(simulator.admin.state().intents.map((intent) => intent.id)).toEqual([made.intentId]);
  });

  test("given the answer ends in the middle: a fault, then the same intent", async () => {
    const { payments, simulator } = world;
    simulator.admin.faults.add({ kind: "cut_after", method: "POST" });
    await expect(payments.createIntent(newIntent("att_t_1"))).rejects.toBeInstanceOf(PortFault);
    const made = await payments.createIntent(newIntent("att_t_1"));
    expect(simulator.admin.state().intents.map((intent) => intent.id)).toEqual([made.intentId]);
  });

  test("given silence: a fault when the time is up, after two tries", async () => {
    const { payments, simulator } = world;
    const { faults } = simulator.admin;
    faults.add({ kind: "hang", times: 2, method: "POST" });
    // The client's clock stands still until the request has arrived, however slow the machine is.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const refused = expect(payments.createIntent(newIntent("att_m_1"))).rejects.toThrow(
      /no answer/,
    );
    await faults.untilPending(1);
    await vi.runAllTimersAsync();
    await faults.untilPending(2);
    await vi.runAllTimersAsync();
    await refused;
    expect(faults.state.list).toEqual([]);
  });

  test.each(["fail_before", "rate_limit", "conflict"] as const)(
    "given %s on every try: a fault and no intent; later it works",
    async (kind) => {
      const { payments, simulator } = world;
      simulator.admin.faults.add({ kind, times: kind === "rate_limit" ? 1 : 2 });
      await expect(payments.createIntent(newIntent("att_n_1"))).rejects.toBeInstanceOf(PortFault);
      expect(simulator.admin.state().intents).toEqual([]);
      await payments.createIntent(newIntent("att_n_1"));
      expect(simulator.admin.state().intents).toHaveLength(1);
    },
  );
});

describe("canceling", () => {
  test("given it is open: canceled, and again canceled", async () => {
    const { payments } = world;
    const { intentId } = await payments.createIntent(newIntent("att_o_1"));
    const order: CancelOrder = { keyId: "att_o_1", intentId };
    expect((await payments.cancelIntent(order)).status).toBe("canceled");
    expect((await payments.cancelIntent(order)).status).toBe("canceled");
  });

  test("given it was paid meanwhile: the answer is the paid intent", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_p_1"));
    simulator.admin.pay(intentId);
    const reading = await payments.cancelIntent({ keyId: "att_p_1", intentId });
    expect(reading).toMatchObject({ status: "succeeded", method: "visa 4242" });
  });

  test("given it was processing and is open now: the stored refusal does not count", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_q_1"));
    const order: CancelOrder = { keyId: "att_q_1", intentId };
    simulator.admin.pay(intentId, "pm_usBankAccount_processing");
    expect((await payments.cancelIntent(order)).status).toBe("processing");
    simulator.admin.completePayment(intentId, "failed");
    expect((await payments.cancelIntent(order)).status).toBe("canceled");
  });
});

describe("two deployments on one account", () => {
  test("given a payment of another deployment: it has no metadata of ours", async () => {
    const { createPayments } = await import("../../src/adapters/stripe/payments.ts");
    const other = createPayments({
      secretKey: "sk_test_simulator",
      webhookSecret: "whsec_x",
      deployment: "elsewhere.test",
      apiUrl: world.simulator.url,
    });
    const { intentId } = await other.createIntent(newIntent("att_of_another_deployment"));
    expect((await other.readIntent(intentId))?.metadata).not.toBeNull();
    expect((await world.payments.readIntent(intentId))?.metadata).toBeNull();
  });
});

describe("disputes", () => {
  test("given a chargeback: disputed; won: no longer; lost: returned by the bank", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_r_1"));
    simulator.admin.pay(intentId);
    const dispute = simulator.admin.dispute(intentId, { kind: "chargeback" });
    expect((await payments.readIntent(intentId))?.disputed).toBe(true);
    simulator.admin.turnDispute(dispute.id, "won");
    expect((await payments.readIntent(intentId))?.disputed).toBe(false);
    expect((await payments.readIntent(intentId))?.returnedMinor).toBe(0);
    simulator.admin.turnDispute(dispute.id, "lost");
    const lost = await payments.readIntent(intentId);
    expect(lost).toMatchObject({ disputed: false, returnedMinor: 7000 });
  });

  test("given a mere inquiry: not disputed, until it becomes a chargeback", async () => {
    const { payments, simulator } = world;
    const { intentId } = await payments.createIntent(newIntent("att_s_1"));
    simulator.admin.pay(intentId);
    const dispute = simulator.admin.dispute(intentId, { kind: "inquiry" });
    expect((await payments.readIntent(intentId))?.disputed).toBe(false);
    simulator.admin.turnDispute(dispute.id, "needs_response");
    expect((await payments.readIntent(intentId))?.disputed).toBe(true);
  });
});
