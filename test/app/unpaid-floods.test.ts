/** Unpaid posts by the hundred: no customer pays, and the sale to others goes on. */
import { describe, expect, test } from "vitest";
import { maskEmail } from "../../src/app/base/mask-email.ts";
import { signServiceToken } from "../../src/app/identification/service-token.ts";
import type { OpenedTopUp } from "../../src/app/payment/open-payment.ts";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { IntentId, LinkId, SessionId } from "../../src/domain/base/ids.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/base/time.ts";
import type { IntentStatus } from "../../src/domain/payment/intent-reading.ts";
import type { Identification } from "../../src/domain/top-up/top-up.ts";
import { vault } from "../fixtures/payers.ts";
import { customer } from "./actors.ts";
import {
  ANNA,
  codeOf,
  intentOf,
  openTopUp,
  type PressedPay,
  pressPay,
  refTo,
  requestInput,
  SESSION,
} from "./journeys.ts";
import { dongle, IP, TestBackend } from "./test-backend.ts";

const LINK: Identification = { method: "link", linkId: "lnk_1" as LinkId };
const TYPED: Identification = { method: "typed", linkId: null };
const ADDRESS: Identification = { method: "address", linkId: null };

const tokenOf = (backend: TestBackend, how: Identification): Promise<string> =>
  signServiceToken(backend.ports, { serviceId: dongle.id, identifiedBy: { ...how, ip: null } });

const openTopUpRefused = async (backend: TestBackend) =>
  pressPay(backend, await requestInput(backend));

const sessionNo = (n: number): SessionId => `ses_${String(n).padStart(26, "0")}`;

/** Post number `n`, each of a session and a network of its own. */
async function post(
  backend: TestBackend,
  n: number,
  how: Identification,
  change: Partial<PressedPay> = {},
) {
  return pressPay(backend, {
    ...(await requestInput(backend)),
    serviceToken: await tokenOf(backend, how),
    idempotencyKey: `unpaid-post-${n}`,
    sessionId: sessionNo(n),
    ip: `198.18.${n}.9`,
    ...change,
  });
}

async function posts(
  backend: TestBackend,
  count: number,
  how: Identification,
  change: Partial<PressedPay> = {},
) {
  const answers = [];
  for (let n = 1; n <= count; n++) answers.push(await post(backend, n, how, change));
  return answers;
}

async function stateOf(backend: TestBackend, answer?: Awaited<ReturnType<typeof post>>) {
  if (!answer?.ok) throw new Error("it was refused");
  return (await backend.object.port.getTopUp(answer.value.view))?.state;
}

/** The payment is so at Stripe, and the top-up hears of it. */
async function becomes(backend: TestBackend, opened: OpenedTopUp, status: IntentStatus) {
  backend.stripe.change(intentOf(opened), { status });
  await syncTopUp(backend.ports, customer(SESSION), refTo(opened));
}

describe("the same choice of the same session", () => {
  test("under another key: its own top-up and intent, and nothing new at Stripe", async () => {
    const backend = new TestBackend();
    const first = await openTopUp(backend);
    for (const idempotencyKey of ["key-00000002", "key-00000003"]) {
      const again = await openTopUp(backend, { idempotencyKey });
      expect(again.view.topUpId).toBe(first.view.topUpId);
      expect(again.clientSecret).toBe(first.clientSecret);
      expect(again.created).toBe(false);
    }
    expect(backend.stripe.created.length).toBe(1);
    expect(backend.stripe.calls).not.toContain("cancelIntent");
  });

  test("the new key stands for it from then on, also once it is paid", async () => {
    const backend = new TestBackend();
    const first = await openTopUp(backend);
    await openTopUp(backend, { idempotencyKey: "key-00000002" });
    await becomes(backend, first, "succeeded");
    const repeated = await openTopUp(backend, { idempotencyKey: "key-00000002" });
    expect(repeated.view).toMatchObject({ topUpId: first.view.topUpId, state: "paid" });
    expect(backend.stripe.created.length).toBe(1);
  });

  test("a corrected address is the one that gets the receipt", async () => {
    const backend = new TestBackend();
    const { view } = await openTopUp(backend);
    const right = { ...ANNA, email: "right@example.com" };
    const again = await openTopUp(backend, { idempotencyKey: "key-00000002", customer: right });
    expect(again.emailMasked).toBe(maskEmail(right.email));
    const stored = await backend.object.port.getPayer(view);
    expect(stored && (await vault.open(stored)).email).toBe(right.email);
  });

  test("found in another way, or for another service's price: a top-up of its own", async () => {
    const backend = new TestBackend();
    const first = await openTopUp(backend);
    const serviceToken = await tokenOf(backend, LINK);
    const byLink = await openTopUp(backend, { serviceToken, idempotencyKey: "key-00000002" });
    expect(byLink.view.topUpId).not.toBe(first.view.topUpId);
  });

  test("another choice supersedes: the first intent is canceled before the second is made", async () => {
    const backend = new TestBackend();
    await openTopUp(backend);
    backend.stripe.calls.length = 0;
    const amount = { minor: 3000, currency: "usd" };
    await openTopUp(backend, { idempotencyKey: "key-00000002", quantity: 3, amount });
    expect(backend.stripe.calls).toEqual(["cancelIntent", "createIntent"]);
  });

  test("no intent ever changes its top-up or its amount", async () => {
    const backend = new TestBackend();
    for (const [n, quantity] of [7, 3, 7, 7, 9, 3].entries()) {
      const amount = { minor: quantity * 1000, currency: "usd" };
      await openTopUp(backend, { idempotencyKey: `choice-no-${n}`, quantity, amount });
    }
    const seen = new Map<IntentId, unknown>();
    for (const { attemptId, amount, metadata } of backend.stripe.created) {
      const intentId: IntentId = `pi_${attemptId}`;
      const { topUpId, quantity } = metadata;
      expect(amount.minor).toBe(quantity * 1000);
      expect(seen.get(intentId) ?? topUpId).toBe(topUpId);
      seen.set(intentId, topUpId);
    }
    expect(seen.size).toBe(5);
    expect(backend.stripe.calls.filter((name) => name === "updateIntent")).toEqual([]);
  });

  test("more keys than a customer's device makes: a new top-up, so rows stay bounded", async () => {
    const backend = new TestBackend();
    const { view } = await openTopUp(backend);
    for (let n = 0; n < 25; n++) await openTopUp(backend, { idempotencyKey: `many-keys-${n}` });
    expect(backend.object.core.store.keysOf(view.topUpId).count).toBe(20);
    expect(backend.stripe.created.length).toBe(2);
  });
});

describe("unpaid posts of others", () => {
  test("five by typed number do not shut the typed route", async () => {
    const backend = new TestBackend();
    await posts(backend, 5, TYPED);
    expect((await post(backend, 6, TYPED)).ok).toBe(true);
  });

  test("fifty at the service's address do not shut the holder's, by link or there", async () => {
    const backend = new TestBackend();
    await posts(backend, 50, ADDRESS, { ip: IP });
    expect((await post(backend, 51, LINK, { ip: IP })).ok).toBe(true);
    expect((await post(backend, 52, ADDRESS, { ip: IP })).ok).toBe(true);
  });

  test("beyond the most that may be open, the oldest makes room, and no younger one", async () => {
    const backend = new TestBackend();
    const [first, second] = await posts(backend, 200, ADDRESS);
    expect(codeOf(await post(backend, 201, ADDRESS))).toBe("too_many_requests");
    expect((await post(backend, 202, LINK)).ok).toBe(true);
    backend.now += 5 * MINUTE_MS;
    expect((await post(backend, 203, ADDRESS)).ok).toBe(true);
    expect([await stateOf(backend, first), await stateOf(backend, second)]).toEqual([
      "canceling",
      "awaiting_payment",
    ]);
  });

  test("however many typed posts are open, a link sells", async () => {
    const backend = new TestBackend();
    const answers = await posts(backend, 60, TYPED);
    const refused = answers.filter(({ ok }) => !ok);
    expect(refused.map(codeOf)).toEqual(Array(10).fill("too_many_requests"));
    expect((await post(backend, 61, LINK)).ok).toBe(true);
  });

  test("debits on which banks work for days take no room", async () => {
    const backend = new TestBackend();
    for (let n = 1; n <= 55; n++) {
      const opened = await post(backend, n, TYPED);
      if (!opened.ok) throw new Error(`post ${n}: ${opened.error.code}`);
      await becomes(backend, opened.value, "processing");
    }
    expect((await post(backend, 56, TYPED)).ok).toBe(true);
  });
});

const made = (backend: TestBackend): number => backend.stripe.created.length;

describe("how many unpaid top-ups are made", () => {
  test("by one session: fifteen an hour, and the next hour goes on", async () => {
    const backend = new TestBackend();
    const asks = async (n: number) => {
      const quantity = (n % 9) + 1;
      const amount = { minor: quantity * 1000, currency: "usd" };
      return post(backend, n, ADDRESS, { quantity, amount, sessionId: SESSION });
    };
    for (let n = 1; n <= 15; n++) expect((await asks(n)).ok, `${n}`).toBe(true);
    expect(codeOf(await asks(16))).toBe("too_many_requests");
    expect(made(backend)).toBe(15);
    backend.now += HOUR_MS;
    expect((await asks(17)).ok).toBe(true);
  });

  test("by one network at one service: sixty an hour, and typed numbers only ten", async () => {
    const backend = new TestBackend();
    const answers = await posts(backend, 61, ADDRESS, { ip: IP });
    expect(codeOf(answers.at(-1) ?? { ok: true })).toBe("too_many_requests");
    const typed = [];
    for (let n = 101; n <= 111; n++) typed.push(await post(backend, n, TYPED, { ip: IP }));
    expect(typed.map(({ ok }) => ok)).toEqual([...Array(10).fill(true), false]);
    expect(made(backend)).toBe(70);
  });

  test("the whole /24 counts as one, and so does the /64", async () => {
    const backend = new TestBackend();
    for (const [first, network] of [
      [1, "203.0.113."],
      [101, "2001:db8::"],
    ] as const) {
      const answers = [];
      for (let n = first; n < first + 11; n++) {
        answers.push(await post(backend, n, TYPED, { ip: `${network}${n}` }));
      }
      expect(answers.filter(({ ok }) => ok).length).toBe(10);
    }
  });

  test("a repeated choice and a repeated key count nothing", async () => {
    const backend = new TestBackend();
    for (let n = 1; n <= 18; n++) {
      await openTopUp(backend, { idempotencyKey: `again-no-${n}` });
      await openTopUp(backend, { idempotencyKey: `again-no-${n}` });
    }
    expect(made(backend)).toBe(1);
    const session = backend.keyed.get(`rate:unpaid.session ${SESSION}`);
    expect(await session?.port.amountsWithin({ windowsMs: [HOUR_MS] })).toEqual([1]);
  });

  test("a request that the object refuses gives its count back", async () => {
    const backend = new TestBackend();
    const { port } = backend.object;
    const refused = { kind: "refused", code: "service_suspended", other: null } as const;
    const answers = [refused];
    const asks = port.requestTopUp;
    port.requestTopUp = async (asked) => answers.pop() ?? asks.call(port, asked);
    expect(codeOf(await openTopUpRefused(backend))).toBe("service_suspended");
    const session = backend.keyed.get(`rate:unpaid.session ${SESSION}`);
    expect(await session?.port.amountsWithin({ windowsMs: [HOUR_MS] })).toEqual([0]);
    await openTopUp(backend, { idempotencyKey: "and-then-it-is-made" });
    expect(await session?.port.amountsWithin({ windowsMs: [HOUR_MS] })).toEqual([1]);
  });

  test("while the counters are silent, sales go on, and a line says so", async () => {
    const backend = new TestBackend();
    backend.ports.counters.take = () => Promise.reject(new PortFault("counters", "no answer"));
    expect((await post(backend, 1, ADDRESS)).ok).toBe(true);
    expect(backend.logged.map(({ event }) => event)).toContain("unpaid_top_ups_not_counted");
  });

  test("the line about a refusal names no session and no address", async () => {
    const backend = new TestBackend();
    await posts(backend, 11, TYPED, { ip: IP });
    const [line] = backend.logged.filter(({ event }) => event === "unpaid_top_ups_refused");
    expect(line?.fields).toEqual({ serviceId: dongle.id, full: "unpaid.prefix-service" });
  });
});
