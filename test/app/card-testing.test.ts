/** Card testing (decision 32): cards are tried through our server, which counts before it tries. */
import { describe, expect, test } from "vitest";
import { signServiceToken } from "../../src/app/identification/service-token.ts";
import { confirmTopUp } from "../../src/app/payment/confirm-top-up.ts";
import { requestTopUp } from "../../src/app/payment/request-top-up.ts";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import type { PayerMarks } from "../../src/app/ports/payer-blocks.ts";
import type { ConfirmationToken } from "../../src/app/ports/payments.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { SessionId, TopUpId } from "../../src/domain/base/ids.ts";
import type { IdentificationMethod } from "../../src/domain/top-up/top-up.ts";
import type { TopUpView } from "../../src/domain/top-up/view.ts";
import { customer } from "./actors.ts";
import { codeOf, intentOf, openTopUp, refTo, requestInput, SESSION } from "./journeys.ts";
import { NOW, SERVICE_ID, TestBackend } from "./test-backend.ts";

type Opened = Awaited<ReturnType<typeof openTopUp>>;
const HOUR = 3_600_000;
const token = (n: number | string): ConfirmationToken => `ctoken_${n}`;
const session = (n: number): SessionId => `ses_${String(n).padStart(26, "0")}`;

interface By {
  readonly sessionId?: SessionId;
  readonly ip?: string;
}
const tryCard = (backend: TestBackend, opened: Opened, n: number | string, by: By = {}) =>
  confirmTopUp(backend.ports, customer(by.sessionId ?? SESSION, by.ip), {
    ...refTo(opened),
    confirmationToken: token(n),
    pageUrlOf,
  });
const pageUrlOf = async ({ topUpId }: TopUpView) => `https://topup.example.com/t/${topUpId}`;
const tries = (backend: TestBackend) =>
  backend.stripe.calls.filter((call) => call === "confirmIntent").length;
const declines = (n: number) => Array.from({ length: n }, () => "declined" as const);

/** Pay is pressed for a service that was found in this way, by a session of its own. */
async function press(backend: TestBackend, method: IdentificationMethod, n: number, ip: string) {
  const identifiedBy = { method, ip, linkId: null };
  const { ports } = backend;
  const serviceToken = await signServiceToken(ports, { serviceId: SERVICE_ID, identifiedBy });
  const idempotencyKey = `key-of-${String(n).padStart(6, "0")}`;
  const asked = await requestInput(backend, { serviceToken, idempotencyKey, allowRepeat: true });
  const { sessionId: _, ...input } = asked;
  return requestTopUp(ports, customer(session(n), ip), input);
}
async function opened(backend: TestBackend, method: IdentificationMethod, n: number, ip: string) {
  const pressed = await press(backend, method, n, ip);
  if (!pressed.ok) throw new Error(`not opened: ${pressed.error.code}`);
  return pressed.value;
}

describe("given one intent and 150 declined cards at once", () => {
  test("then five are tried, the top-up is canceled, and there is a finding", async () => {
    const backend = new TestBackend();
    backend.stripe.cards = declines(150);
    const one = await openTopUp(backend);
    const all = await Promise.all(Array.from({ length: 150 }, (_, n) => tryCard(backend, one, n)));
    expect(tries(backend)).toBe(5);
    expect(all.filter((each) => each.ok)).toHaveLength(5);
    expect(all.filter((each) => !each.ok && codeOf(each) === "too_many_declines")).toHaveLength(
      145,
    );
    const synced = await syncTopUp(backend.ports, customer(), refTo(one));
    expect(synced).toMatchObject({ ok: true, value: { view: { state: "canceling" } } });
    expect(backend.object.core.store.load(one.view.topUpId)?.findings).toContain("card_testing");
  });

  test("then a sixth card meets a top-up that is over", async () => {
    const backend = new TestBackend();
    backend.stripe.cards = declines(5);
    const one = await openTopUp(backend);
    for (let n = 0; n < 5; n++) await tryCard(backend, one, n);
    expect(codeOf(await tryCard(backend, one, 6))).toBe("wrong_state");
  });
});

describe("given a try", () => {
  test("and the same token again: the same answer, counted once", async () => {
    const backend = new TestBackend();
    backend.stripe.cards = ["declined"];
    const one = await openTopUp(backend);
    const first = await tryCard(backend, one, 1);
    for (let n = 0; n < 9; n++) {
      const again = await tryCard(backend, one, 1);
      expect(again.ok && again.value.confirmed).toEqual(first.ok && first.value.confirmed);
    }
    expect(first).toMatchObject({ value: { confirmed: { payment: "declined" } } });
    expect(first).toMatchObject({ value: { confirmed: { error: { code: "card_declined" } } } });
    expect((await tryCard(backend, one, 2)).ok).toBe(true);
  });

  test("and the card pays: paid at once without a webhook, and the try does not count", async () => {
    const backend = new TestBackend();
    for (let n = 1; n <= 9; n++) {
      const one = await opened(backend, "typed", n, "198.51.100.7");
      const paid = await tryCard(backend, one, n, { sessionId: session(n), ip: "198.51.100.7" });
      expect(paid).toMatchObject({ value: { view: { state: "paid" } } });
    }
    const prefix = await backend.ports.payerVault.fingerprint("tries 198.51.100.0/24");
    for (const name of [`prefix ${prefix}`, `service ${SERVICE_ID}`, "portal"]) {
      const rate = { name: `tries.${name}`, limits: [{ most: 1, withinMs: HOUR }] };
      expect(await backend.ports.counters.full({ rates: [rate] })).toEqual([]);
      expect([...backend.keyed.keys()]).toContain(`rate:${rate.name}`);
    }
  });

  test("and the bank asks: the client secret leaves, and not before", async () => {
    const backend = new TestBackend();
    backend.stripe.cards = ["declined", "asks"];
    const one = await openTopUp(backend);
    const [no, asks] = [await tryCard(backend, one, 1), await tryCard(backend, one, 2)];
    expect(no).toMatchObject({ value: { confirmed: { clientSecret: null } } });
    const clientSecret = `${intentOf(one)}_secret`;
    const action = { payment: "action", action: "bank_check", clientSecret };
    expect(asks).toMatchObject({ value: { confirmed: action } });
  });

  test.each(["portal", "api"] as const)(
    "from the %s: back to our page, or as the app's token says",
    async (origin) => {
      const backend = new TestBackend();
      const one = await openTopUp(backend, { origin });
      await tryCard(backend, one, 1);
      const ours = await pageUrlOf(one.view);
      expect(backend.stripe.returnUrls).toEqual([origin === "portal" ? ours : null]);
    },
  );

  test("and no answer, although the card paid: the intent is read, and it is paid", async () => {
    const backend = new TestBackend();
    const one = await openTopUp(backend);
    backend.stripe.loseNextAnswer = true;
    const answer = await tryCard(backend, one, 1);
    expect(answer).toMatchObject({ value: { view: { state: "paid" } } });
    expect(answer).toMatchObject({ value: { confirmed: { payment: "sent" } } });
  });

  test("and no answer and no reading: unknown; no other attempt opens, and it counts", async () => {
    const backend = new TestBackend();
    const one = await openTopUp(backend);
    backend.stripe.silent = true;
    for (let n = 0; n < 5; n++) {
      expect(codeOf(await tryCard(backend, one, n))).toBe("payment_system_unavailable");
    }
    backend.stripe.silent = false;
    expect(codeOf(await tryCard(backend, one, 6))).toBe("too_many_declines");
    expect(backend.stripe.created).toHaveLength(1);
    // What was tried may be found out.
    expect(await tryCard(backend, one, 1)).toMatchObject({ value: { view: { state: "paid" } } });
  });

  test("of another session, or of no top-up: nothing is tried", async () => {
    const backend = new TestBackend();
    const one = await openTopUp(backend);
    const foreign = await tryCard(backend, one, 1, { sessionId: session(9) });
    expect(codeOf(foreign)).toBe("not_yours");
    const nothing = { ...one, view: { ...one.view, topUpId: `top_${"9".repeat(26)}` as const } };
    expect(codeOf(await tryCard(backend, nothing, 1))).toBe("not_found");
    expect(tries(backend)).toBe(0);
  });
});

describe("given 1,000 declined cards by a typed number, from many networks and sessions", () => {
  async function attacked(backend = new TestBackend()) {
    backend.stripe.cards = declines(1000);
    for (let n = 1; n <= 100; n++) {
      const ip = `198.51.${n}.7`;
      const pressed = await press(backend, "typed", n, ip);
      if (!pressed.ok) continue;
      const by = { sessionId: session(n), ip };
      for (let card = 0; card < 10; card++) {
        await tryCard(backend, pressed.value, `${n}_${card}`, by);
      }
      const intentId = intentOf(pressed.value);
      await backend.ports.payments.cancelIntent({ keyId: intentId, intentId });
      await syncTopUp(backend.ports, customer(by.sessionId), refTo(pressed.value));
    }
    return backend;
  }

  test("then few are tried, and typed numbers wait", async () => {
    const backend = new TestBackend();
    // Pressed Pay before it began; then no new one is made for a while either.
    const one = await opened(backend, "typed", 900, "192.0.2.1");
    await attacked(backend);
    expect(tries(backend)).toBeLessThanOrEqual(31);
    const by = { sessionId: session(900), ip: "192.0.2.1" };
    const waits = await tryCard(backend, one, "last", by);
    expect(waits).toMatchObject({ error: { code: "too_many_requests", retryAfterSeconds: 60 } });
    backend.now = NOW + 61_000;
    expect((await tryCard(backend, one, "last", by)).ok).toBe(true);
  });

  test("then the holder who came by link or address pays, even from such a network", async () => {
    const backend = await attacked();
    backend.stripe.cards = [];
    const ip = "198.51.1.9";
    for (const [method, n] of [["link", 901] as const, ["address", 902] as const]) {
      const one = await opened(backend, method, n, ip);
      const paid = await tryCard(backend, one, n, { sessionId: session(n), ip });
      expect(paid).toMatchObject({ value: { view: { state: "paid" } } });
    }
  });
});

describe("given a network that made 20 declines by typed numbers within an hour", () => {
  const ip = "198.51.100.7";
  async function tested() {
    const backend = new TestBackend();
    backend.stripe.cards = declines(20);
    for (let n = 1; n <= 5; n++) {
      const one = await opened(backend, "typed", n, ip);
      for (const card of [1, 2, 3, 4]) {
        await tryCard(backend, one, `${n}_${card}`, { sessionId: session(n), ip });
      }
      const intentId = intentOf(one);
      await backend.ports.payments.cancelIntent({ keyId: intentId, intentId });
      await syncTopUp(backend.ports, customer(session(n)), refTo(one));
    }
    return backend;
  }

  test("then it gets no top-up by a typed number for a while, and others do", async () => {
    const backend = await tested();
    const neighbour = "198.51.100.200";
    const refused = await press(backend, "typed", 6, neighbour);
    expect(refused).toMatchObject({
      error: { code: "too_many_declines", retryAfterSeconds: 3600 },
    });
    expect((await press(backend, "typed", 7, "198.51.101.7")).ok).toBe(true);
    backend.now = NOW + HOUR + 1;
    expect((await press(backend, "typed", 8, neighbour)).ok).toBe(true);
  });
});

describe("given a card with which the money of an earlier top-up was taken back", () => {
  test("then it is not tried, in another session either, and another card is", async () => {
    const backend = new TestBackend();
    const blocked = await backend.ports.payerVault.cardKeysOf("fp_taken_back");
    const blockingTopUp = async ({ cardKeys }: PayerMarks): Promise<TopUpId | null> =>
      cardKeys.some((key) => blocked.includes(key)) ? "top_1" : null;
    Object.assign(backend.ports, { payerBlocks: { blockingTopUp } });
    backend.stripe.fingerprints.set(token(1), "fp_taken_back").set(token(2), "fp_other");
    const one = await openTopUp(backend);
    expect(codeOf(await tryCard(backend, one, 1))).toBe("payer_blocked");
    expect(tries(backend)).toBe(0);
    expect(await tryCard(backend, one, 2)).toMatchObject({ value: { view: { state: "paid" } } });
  });
});

describe("given the counters do not answer", () => {
  const silent = async (): Promise<never> => {
    throw new PortFault("counters", "no answer");
  };

  test.each([
    ["address", true],
    ["typed", false],
  ] as const)("then a try by %s goes on: %s", async (method, goesOn) => {
    const backend = new TestBackend();
    const ip = "198.51.100.7";
    const one = await opened(backend, method, 1, ip);
    const ports = { ...backend.ports, counters: { take: silent, giveBack: silent, full: silent } };
    const actor = customer(session(1), ip);
    const answer = await confirmTopUp(ports, actor, {
      ...refTo(one),
      confirmationToken: token(1),
      pageUrlOf,
    });
    expect(goesOn ? answer.ok : codeOf(answer)).toBe(goesOn || "temporarily_unavailable");
    expect(backend.logged.map(({ event }) => event)).toContain("tries_not_counted");
  });
});
