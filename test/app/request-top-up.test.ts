import { describe, expect, test } from "vitest";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import type { SessionId } from "../../src/domain/base/ids.ts";
import { brandOf, KESTREL } from "../fixtures/brands.ts";
import { customer } from "./actors.ts";
import {
  ANNA,
  codeOf,
  intentOf,
  openTopUp,
  pressPay,
  refTo,
  requestInput,
  SESSION,
} from "./journeys.ts";
import { account, NOW, TestBackend } from "./test-backend.ts";

const OTHER: SessionId = `ses_${"1".repeat(26)}`;
describe("Pay is pressed", () => {
  test("a top-up, one intent of exactly the price, and its client secret", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    expect(opened).toMatchObject({ created: true, clientSecret: `${intentOf(opened)}_secret` });
    expect(opened.view).toMatchObject({ state: "awaiting_payment", quantity: 7 });
    expect(backend.stripe.created).toMatchObject([
      { amount: { minor: 7000, currency: "usd" }, metadata: { topUpId: opened.view.topUpId } },
    ]);
  });

  test("a reading younger than 60 s saves the OCS a call; an older one does not", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.object.lastReading = account(2, NOW - 59_000);
    await pressPay(backend, asked);
    expect(backend.ocsReads).toBe(1);
    backend.object.lastReading = account(2, NOW - 60_000);
    await pressPay(backend, { ...asked, idempotencyKey: "key-00000002" });
    expect(backend.ocsReads).toBe(2);
  });

  test("a reading that shows the account disabled is asked again, however young", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.object.lastReading = { ...account(2, NOW - 1), disabled: true };
    const opened = await pressPay(backend, asked);
    expect(backend.ocsReads).toBe(2);
    expect(opened).toMatchObject({ ok: true });
  });

  test("above the limit an operator approves first: no intent, no secret", async () => {
    const backend = new TestBackend();
    backend.brand = brandOf({ approvalAbove: { usd: 6999 } });
    const opened = await openTopUp(backend);
    expect(opened).toMatchObject({ clientSecret: null, view: { state: "awaiting_approval" } });
    expect(backend.stripe.created).toEqual([]);
  });

  test("a limit in another currency cannot be compared: an operator approves first", async () => {
    const backend = new TestBackend();
    backend.brand = brandOf({ approvalAbove: { aud: 1_000_000 } });
    expect((await openTopUp(backend)).view.state).toBe("awaiting_approval");
  });
});

describe("what a later document needs of the seller is frozen on the top-up", () => {
  const publicUrl = "https://topup.kestrel.example";

  test("as the row of the service's own brand has it, tax number and terms too", async () => {
    const backend = new TestBackend();
    const kestrel = brandOf({ ...KESTREL, publicUrl, currencies: [] });
    backend.brands.others = [kestrel];
    backend.service = { ...backend.service, brand: kestrel.id };
    const asked = { ...(await requestInput(backend)), consent: true };
    const pressed = await pressPay(backend, asked);
    if (!pressed.ok) throw new Error(pressed.error.code);
    const frozen = {
      name: "Kestrel Mobile Pty Ltd",
      address: "1 Harbour St, Sydney NSW 2000",
      number: "ABN 51 824 753 556",
      support: "help@kestrel.example",
      terms: "https://kestrel.example/terms",
      refundPolicy: "https://kestrel.example/refunds",
      privacy: "https://kestrel.example/privacy",
      statementDescriptor: "KESTREL MOBILE",
    };
    const stored = () => backend.object.core.store.load(pressed.value.view.topUpId)?.request;
    expect(stored()?.merchant).toEqual(frozen);
    const terms = { merchantNumber: "ABN 1", termsUrl: "https://kestrel.example/terms/2" };
    backend.brands.others = [{ ...kestrel, ...terms }];
    await pressPay(backend, asked);
    expect(stored()?.merchant, "the row changed afterwards").toEqual(frozen);
  });
});

describe("the same key again", () => {
  test("given register and OCS down, the same top-up and the same secret", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    const first = await pressPay(backend, asked);
    backend.registerDown = true;
    backend.reading = { kind: "unreadable", at: NOW, why: "timeout" };
    const again = await pressPay(backend, asked);
    expect(again).toEqual(first.ok && { ok: true, value: { ...first.value, created: false } });
    expect(backend.stripe.created).toHaveLength(1);
  });

  test("from another session: the state, no secret, no change of the address", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    await pressPay(backend, asked);
    const customer = { ...ANNA, email: "eve@example.com" };
    const again = await pressPay(backend, { ...asked, sessionId: OTHER, customer });
    expect(again).toMatchObject({
      ok: true,
      value: { clientSecret: null, emailMasked: null },
    });
  });

  test("with a corrected address: the receipt goes there", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    await pressPay(backend, asked);
    const customer = { ...ANNA, email: "right@example.com" };
    const again = await pressPay(backend, { ...asked, customer });
    expect(again).toMatchObject({ ok: true, value: { emailMasked: "r…t@example.com" } });
  });

  test("after the payment: what is stored is said, because the receipt goes there", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    const first = await pressPay(backend, asked);
    if (!first.ok) throw new Error(first.error.code);
    backend.stripe.pay(intentOf(first.value));
    await syncTopUp(backend.ports, customer(), refTo(first.value));
    const late = { ...ANNA, email: "late@example.com" };
    const again = await pressPay(backend, { ...asked, customer: late });
    expect(again).toMatchObject({ ok: true, value: { emailMasked: "a…a@example.com" } });
  });

  test("for another quantity: a conflict, and nothing is made", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    await pressPay(backend, asked);
    const other = { ...asked, quantity: 8, amount: { minor: 8000, currency: "usd" } };
    expect(codeOf(await pressPay(backend, other))).toBe("key_conflict");
    expect(backend.stripe.created).toHaveLength(1);
  });

  test("twice at once: one top-up, one intent", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    const both = await Promise.all([1, 2].map(() => pressPay(backend, asked)));
    const ids = new Set(both.map((r) => r.ok && r.value.view.topUpId));
    expect(ids.size).toBe(1);
    expect(backend.stripe.created).toHaveLength(1);
  });

  test("after it was canceled: a new key is needed", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    const opened = await pressPay(backend, asked);
    if (!opened.ok) throw new Error("not opened");
    backend.stripe.change(intentOf(opened.value), { status: "canceled" });
    const reading = backend.stripe.intents.get(intentOf(opened.value))!;
    await backend.object.port.recordPayment({ reading, reconstructed: null });
    expect(codeOf(await pressPay(backend, asked))).toBe("new_key_needed");
  });

  test("after it was paid: the present state, and nothing to pay", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    const opened = await pressPay(backend, asked);
    if (!opened.ok) throw new Error("not opened");
    backend.stripe.pay(intentOf(opened.value));
    const reading = backend.stripe.intents.get(intentOf(opened.value))!;
    await backend.object.port.recordPayment({ reading, reconstructed: null });
    expect(await pressPay(backend, asked)).toMatchObject({
      ok: true,
      value: { clientSecret: null, created: false, view: { state: "paid" } },
    });
  });
});

describe("Stripe is silent", () => {
  test("nothing was charged; the same key repeats safely", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.stripe.silent = true;
    expect(codeOf(await pressPay(backend, asked))).toBe("payment_system_unavailable");
    backend.stripe.silent = false;
    expect((await pressPay(backend, asked)).ok).toBe(true);
    expect(backend.stripe.created).toHaveLength(1);
  });

  test("the intent was made and the answer got lost: the same intent is found again", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    backend.stripe.loseNextAnswer = true;
    expect(codeOf(await pressPay(backend, asked))).toBe("payment_system_unavailable");
    const again = await pressPay(backend, asked);
    expect(again.ok && again.value.clientSecret).toMatch(/^pi_att_.*_secret$/);
    expect(backend.stripe.created).toHaveLength(1);
  });
});

/** The same session thinks again: three days are enough. */
const OTHER_CHOICE = {
  idempotencyKey: "key-00000002",
  quantity: 3,
  amount: { minor: 3000, currency: "usd" },
};

describe("another top-up of this session is open", () => {
  test("it is cancelled at Stripe, and the new one goes on", async () => {
    const backend = new TestBackend();
    const first = await openTopUp(backend);
    const second = await openTopUp(backend, OTHER_CHOICE);
    expect(second.clientSecret).not.toBeNull();
    expect(backend.stripe.intents.get(intentOf(first))?.status).toBe("canceled");
  });

  test("it had been paid: that is the answer, and nothing more is charged", async () => {
    const backend = new TestBackend();
    const first = await openTopUp(backend);
    backend.stripe.pay(intentOf(first));
    const second = await pressPay(backend, await requestInput(backend, OTHER_CHOICE));
    expect(second).toMatchObject({
      ok: false,
      error: { code: "already_paid", topUpId: first.view.topUpId, serviceId: first.view.serviceId },
    });
    expect(backend.stripe.created).toHaveLength(1);
  });

  test("Stripe does not say whether it is cancelled: try again in two seconds", async () => {
    const backend = new TestBackend();
    await openTopUp(backend);
    const asked = await requestInput(backend, OTHER_CHOICE);
    backend.stripe.silent = true;
    expect(await pressPay(backend, asked)).toMatchObject({
      ok: false,
      error: { code: "top_up_open", retryAfterSeconds: 2 },
    });
  });

  test("another session's open top-up is left alone", async () => {
    const backend = new TestBackend();
    const first = await openTopUp(backend);
    await openTopUp(backend, { idempotencyKey: "key-00000002", sessionId: OTHER });
    expect(backend.stripe.intents.get(intentOf(first))?.status).toBe("open");
  });
});

describe("an intent that came too late", () => {
  test("the top-up was cancelled meanwhile: so is the intent, no secret leaves", async () => {
    const backend = new TestBackend();
    const asked = await requestInput(backend);
    const create = backend.stripe.createIntent.bind(backend.stripe);
    backend.stripe.createIntent = async (input) => {
      const made = await create(input);
      await backend.object.port.cancelTopUp({
        topUpId: input.metadata.topUpId,
        sessionId: SESSION,
      });
      return made;
    };
    expect(await pressPay(backend, asked)).toMatchObject({
      ok: true,
      value: { clientSecret: null, view: { state: "canceled" } },
    });
    expect([...backend.stripe.intents.values()][0]?.status).toBe("canceled");
  });
});
