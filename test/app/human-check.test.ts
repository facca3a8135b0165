/** Is a person there? (decision 32): before an intent is made, where it is switched on. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTurnstile } from "../../src/adapters/turnstile/turnstile.ts";
import { signServiceToken } from "../../src/app/identification/service-token.ts";
import { confirmTopUp } from "../../src/app/payment/confirm-top-up.ts";
import { requestTopUp } from "../../src/app/payment/request-top-up.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import type { SessionId } from "../../src/domain/base/ids.ts";
import type { IdentificationMethod } from "../../src/domain/top-up/top-up.ts";
import { startTurnstile, type TurnstileSimulator } from "../simulators/turnstile/server.ts";
import { TURNSTILE_KEYS } from "../simulators/turnstile/tokens.ts";
import { customer } from "./actors.ts";
import { codeOf, refTo, requestInput, SESSION } from "./journeys.ts";
import { IP, SERVICE_ID, TestBackend } from "./test-backend.ts";

const HOST = "topup.example.com";
const HOUR = 3_600_000;
const OTHER: SessionId = `ses_${"1".repeat(26)}`;

let standIn: TurnstileSimulator;
beforeEach(async () => {
  standIn = await startTurnstile();
});
afterEach(() => standIn.close());

function switchedOn(): TestBackend {
  const backend = new TestBackend();
  const humanCheck = createTurnstile({ url: standIn.url, ...TURNSTILE_KEYS, timeoutMs: 200 });
  Object.assign(backend.ports, { humanCheck });
  return backend;
}
const humanToken = (token = standIn.admin.token({ hostname: HOST, action: "pay" })) => ({
  token,
  hostname: HOST,
});

interface Press {
  readonly key?: string;
  readonly sessionId?: SessionId;
  readonly human?: ReturnType<typeof humanToken>;
  readonly quantity?: number;
}
async function press(backend: TestBackend, method: IdentificationMethod, by: Press = {}) {
  const { ports } = backend;
  const identifiedBy = { method, ip: IP, linkId: null };
  const serviceToken = await signServiceToken(ports, { serviceId: SERVICE_ID, identifiedBy });
  const idempotencyKey = by.key ?? "key-00000001";
  const quantity = by.quantity ?? 7;
  const asked = await requestInput(backend, {
    serviceToken,
    idempotencyKey,
    quantity,
    allowRepeat: true,
    amount: { minor: quantity * 1000, currency: "usd" },
    ...(by.human && { humanToken: by.human }),
  });
  const { sessionId: _, ...input } = asked;
  return requestTopUp(ports, customer(by.sessionId ?? SESSION), input);
}
const intents = (backend: TestBackend) => backend.stripe.intents.size;

test.each(["typed", "pair"] as const)("switched off: %s pays unasked", async (method) => {
  expect((await press(new TestBackend(), method)).ok).toBe(true);
});

describe("given it is switched on, when a typed number wants to pay", () => {
  test("then the widget is named, and no intent is made; with its token one is", async () => {
    const backend = switchedOn();
    const asked = await press(backend, "typed");
    expect(asked).toMatchObject({
      error: { code: "human_check_needed", widget: { siteKey: TURNSTILE_KEYS.siteKey } },
    });
    expect(intents(backend)).toBe(0);
    expect((await press(backend, "typed", { human: humanToken() })).ok).toBe(true);
    expect(intents(backend)).toBe(1);
  });

  test("then the same request again is answered without a check", async () => {
    const backend = switchedOn();
    await press(backend, "typed", { human: humanToken() });
    expect((await press(backend, "typed")).ok).toBe(true);
    expect((await press(backend, "typed", { key: "key-00000002" })).ok).toBe(true);
    expect(standIn.admin.asked).toHaveLength(1);
    expect(intents(backend)).toBe(1);
  });

  test("then one whose answer got lost may be sent again with its token", async () => {
    const backend = switchedOn();
    const human = humanToken();
    backend.stripe.loseNextAnswer = true;
    expect(codeOf(await press(backend, "typed", { human }))).toBe("payment_system_unavailable");
    expect((await press(backend, "typed", { human })).ok).toBe(true);
  });

  test.each([
    ["an invented token", () => humanToken("invented")],
    [
      "one of another action",
      () => humanToken(standIn.admin.token({ hostname: HOST, action: "login" })),
    ],
    [
      "one of another host's page",
      () => humanToken(standIn.admin.token({ hostname: "evil.example", action: "pay" })),
    ],
  ])("then %s is worth nothing", async (_, human) => {
    const backend = switchedOn();
    expect(codeOf(await press(backend, "typed", { human: human() }))).toBe("human_check_needed");
    expect(intents(backend)).toBe(0);
  });

  test("then a token pays once: neither another key nor another session uses it again", async () => {
    const backend = switchedOn();
    const human = humanToken();
    expect((await press(backend, "typed", { human })).ok).toBe(true);
    const again = { human, quantity: 8, key: "key-00000002" };
    expect(codeOf(await press(backend, "typed", again))).toBe("human_check_needed");
    const elsewhere = { ...again, sessionId: OTHER };
    expect(codeOf(await press(backend, "typed", elsewhere))).toBe("human_check_needed");
  });
});

describe("given siteverify gives no answer", () => {
  test.each(["silent", "failing", "garbage"] as const)(
    "(%s) then a typed number is refused with a sentence, and pays when it answers again",
    async (fault) => {
      const backend = switchedOn();
      standIn.admin.fault(fault);
      const human = humanToken();
      expect(codeOf(await press(backend, "typed", { human }))).toBe("human_check_unavailable");
      standIn.admin.fault(null);
      expect((await press(backend, "typed", { human })).ok).toBe(true);
    },
  );

  test("then a holder whose own cards were declined goes on", async () => {
    const backend = switchedOn();
    await decline(backend, 5);
    standIn.admin.fault("failing");
    const by = { key: "key-00000002", human: humanToken() };
    expect((await press(backend, "address", by)).ok).toBe(true);
    expect(backend.logged.map(({ event }) => event)).toContain("human_check_unavailable");
  });
});

/** Cards of this session are declined, on a top-up that is canceled by that. */
async function decline(backend: TestBackend, cards: number): Promise<void> {
  backend.stripe.cards = Array.from({ length: cards }, () => "declined" as const);
  const opened = await press(backend, "address");
  if (!opened.ok) throw new Error(opened.error.code);
  for (let n = 0; n < cards; n++) {
    const confirmationToken = `ctoken_${n}` as const;
    const input = { ...refTo(opened.value), confirmationToken, pageUrlOf: async () => "https://a" };
    await confirmTopUp(backend.ports, customer(), input);
  }
}

describe("given a holder, by address", () => {
  test("then nothing is asked, however many cards others had declined", async () => {
    const backend = switchedOn();
    const rate = (name: string) => ({ name, limits: [{ most: 1000, withinMs: HOUR }] });
    for (let n = 0; n < 100; n++) {
      const rates = [`tries.service ${SERVICE_ID}`, "tries.portal"].map(rate);
      await backend.ports.counters.take({ id: `try_${n}`, owner: SERVICE_ID, rates });
    }
    expect((await press(backend, "address")).ok).toBe(true);
    expect(standIn.admin.asked).toEqual([]);
  });

  test("then a session whose own cards were declined five times is asked, for an hour", async () => {
    const backend = switchedOn();
    await decline(backend, 4);
    expect((await press(backend, "address", { quantity: 8, key: "key-00000002" })).ok).toBe(true);
    const suspicious = switchedOn();
    await decline(suspicious, 5);
    const next = { key: "key-00000003" };
    expect(codeOf(await press(suspicious, "address", next))).toBe("human_check_needed");
    expect((await press(suspicious, "address", { ...next, sessionId: OTHER })).ok).toBe(true);
    suspicious.now += HOUR + 1;
    expect((await press(suspicious, "address", next)).ok).toBe(true);
  });

  test("then silent counters make no session suspicious", async () => {
    const backend = switchedOn();
    const silent = async (): Promise<never> => {
      throw new PortFault("counters", "tests");
    };
    const { counters } = backend.ports;
    Object.assign(backend.ports, { counters: { ...counters, full: silent } });
    expect((await press(backend, "address")).ok).toBe(true);
  });
});
