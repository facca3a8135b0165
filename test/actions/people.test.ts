import { describe, expect, test } from "vitest";
import { cancelTopUp } from "../../src/actions/cancel-top-up.ts";
import { lookAtTopUp } from "../../src/actions/look-at-top-up.ts";
import { moneyBack } from "../../src/actions/money-back.ts";
import {
  confirmCredited,
  findTopUp,
  listUnresolved,
  lookAtEvidence,
  paidBackOtherwise,
  redrive,
  refundByOperator,
} from "../../src/actions/operate.ts";
import { settleTopUp } from "../../src/actions/settle-top-up.ts";
import { FakeHouse, NOW, SERVICE_ID } from "./fake-house.ts";
import { codeOf, intentOf, open, refTo, SESSION } from "./journeys.ts";

const NOBODY = { serviceId: SERVICE_ID, topUpId: `top_${"9".repeat(26)}`, sessionId: SESSION };
const given = { actor: "kim", reason: "the customer called", second: null };

async function paid() {
  const house = new FakeHouse();
  const opened = await open(house);
  house.stripe.pay(intentOf(opened));
  await settleTopUp(house.ports, refTo(opened));
  return { house, opened, ref: refTo(opened) };
}

describe("the browser says it has paid", () => {
  test("Stripe is asked, and the object is told", async () => {
    const { house, ref } = await paid();
    expect((await house.object.port.view(ref))?.name).toBe("paid");
  });

  test("it had not: the state stays", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    expect(await settleTopUp(house.ports, refTo(opened))).toMatchObject({
      ok: true,
      value: { upToDate: true, view: { name: "awaiting_payment" } },
    });
  });

  test("the object knows already: Stripe is not asked again", async () => {
    const { house, ref } = await paid();
    house.stripe.calls.length = 0;
    expect((await settleTopUp(house.ports, ref)).ok).toBe(true);
    expect(house.stripe.calls).toEqual([]);
  });

  test("Stripe is silent: the present state, marked as maybe behind", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    house.stripe.silent = true;
    expect(await settleTopUp(house.ports, refTo(opened))).toMatchObject({
      ok: true,
      value: { upToDate: false, view: { name: "awaiting_payment" } },
    });
  });

  test("no such top-up", async () => {
    expect(codeOf(await settleTopUp(new FakeHouse().ports, NOBODY))).toBe("not_found");
  });
});

describe("the customer", () => {
  test("gives up before paying: only Stripe's answer makes it true", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    expect(await cancelTopUp(house.ports, refTo(opened))).toMatchObject({
      ok: true,
      value: { name: "lapsing" },
    });
  });

  test("cannot give up what is paid; the refusal names the state", async () => {
    const { house, ref } = await paid();
    expect(await cancelTopUp(house.ports, ref)).toMatchObject({
      ok: false,
      error: { code: "wrong_state", state: "paid" },
    });
  });

  test("wants the money back while nothing is granted", async () => {
    const { house, ref } = await paid();
    expect(await moneyBack(house.ports, ref)).toMatchObject({
      ok: true,
      value: { name: "refunding" },
    });
  });

  test("cannot have money back that never came", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    expect(codeOf(await moneyBack(house.ports, refTo(opened)))).toBe("wrong_state");
  });

  test("touches only what the own device began: the link is in many hands", async () => {
    const { house, ref } = await paid();
    const other = { ...ref, sessionId: `ses_${"1".repeat(26)}` };
    expect(codeOf(await moneyBack(house.ports, other))).toBe("not_yours");
    expect(codeOf(await cancelTopUp(house.ports, other))).toBe("not_yours");
    expect(await lookAtTopUp(house.ports, other)).toMatchObject({ value: { name: "paid" } });
  });

  test("knows no such top-up", async () => {
    const { ports } = new FakeHouse();
    expect(codeOf(await moneyBack(ports, NOBODY))).toBe("not_found");
    expect(codeOf(await cancelTopUp(ports, NOBODY))).toBe("not_found");
  });
});

describe("the operator", () => {
  test("sees our log, the OCS and Stripe, both read now", async () => {
    const { house, ref } = await paid();
    const reads = house.ocsReads;
    expect(await lookAtEvidence(house.ports, ref)).toMatchObject({
      ok: true,
      value: {
        view: { name: "paid" },
        ocs: { kind: "account", at: NOW },
        stripe: { status: "succeeded" },
      },
    });
    expect(house.ocsReads).toBe(reads + 1);
  });

  test("sees that Stripe is silent, and everything else", async () => {
    const { house, ref } = await paid();
    house.stripe.silent = true;
    expect(await lookAtEvidence(house.ports, ref)).toMatchObject({
      ok: true,
      value: { stripe: { unreadable: "stripe: no answer" } },
    });
  });

  test("refunds what is not granted, and who and why are in the log", async () => {
    const { house, ref } = await paid();
    expect(await refundByOperator(house.ports, { ...ref, ...given })).toMatchObject({
      ok: true,
      value: { name: "refunding" },
    });
    const known = await house.object.port.evidence(ref);
    expect(known?.log.find((row) => row.type === "OperatorActed")?.body).toMatchObject({
      actor: "kim",
      reason: "the customer called",
    });
  });

  test("needs a reason for everything that acts", async () => {
    const { house, ref } = await paid();
    const order = { ...ref, ...given, reason: " " };
    const verbs = [confirmCredited, refundByOperator, redrive];
    for (const verb of verbs) expect(codeOf(await verb(house.ports, order))).toBe("reason_needed");
    expect(codeOf(await paidBackOtherwise(house.ports, { ...order, reference: "IBAN" }))).toBe(
      "reason_needed",
    );
  });

  test("cannot be the second person as well", async () => {
    const { house, ref } = await paid();
    const order = { ...ref, ...given, second: "Kim " };
    expect(codeOf(await refundByOperator(house.ports, order))).toBe("second_person_needed");
  });

  test("paying back another way needs a second person", async () => {
    const { house, ref } = await paid();
    const order = { ...ref, ...given, reference: "IBAN" };
    expect(codeOf(await paidBackOtherwise(house.ports, order))).toBe("second_person_needed");
    expect(codeOf(await paidBackOtherwise(house.ports, { ...order, reference: "" }))).toBe(
      "invalid_request",
    );
  });

  test("cannot confirm what was never granted", async () => {
    const { house, ref } = await paid();
    expect(codeOf(await confirmCredited(house.ports, { ...ref, ...given }))).toBe("wrong_state");
  });

  test("cannot confirm without a reading that shows the bucket", async () => {
    const { house, ref } = await paid();
    const claim = await house.object.port.claim(ref);
    if (claim.kind !== "deliver") throw new Error(`not to be delivered: ${claim.kind}`);
    const { fence } = claim;
    await house.object.port.grant({ ...ref, fence, reading: house.reading });
    await refundByOperator(house.ports, { ...ref, ...given });
    expect(codeOf(await confirmCredited(house.ports, { ...ref, ...given }))).toBe(
      "evidence_needed",
    );
  });

  test("re-drives a top-up nobody paid: Stripe is read again, and its money is found", async () => {
    const house = new FakeHouse();
    const opened = await open(house);
    const ref = refTo(opened);
    await cancelTopUp(house.ports, ref);
    house.stripe.pay(intentOf(opened));
    expect(await redrive(house.ports, { ...ref, ...given })).toMatchObject({
      ok: true,
      value: { name: "paid" },
    });
  });

  test("lists what is unresolved, and finds the service of a top-up", async () => {
    const { house, ref } = await paid();
    const row = { ...ref, name: "parked", since: NOW, findings: ["loss"] };
    house.unresolved = [row];
    expect(await listUnresolved(house.ports, { limit: 10 })).toEqual({ ok: true, value: [row] });
    const found = await findTopUp(house.ports, { topUpId: ref.topUpId });
    expect(found).toEqual({ ok: true, value: { serviceId: SERVICE_ID } });
    expect(codeOf(await findTopUp(house.ports, { intentId: "pi_other" }))).toBe("not_found");
  });

  test("knows no such top-up", async () => {
    const { ports } = new FakeHouse();
    expect(codeOf(await lookAtEvidence(ports, NOBODY))).toBe("not_found");
    expect(codeOf(await redrive(ports, { ...NOBODY, ...given }))).toBe("not_found");
  });
});
