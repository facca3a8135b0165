/** A block follows the payer, over the real SQL of D1: what a dispute stops, and what not. */
import { beforeAll, describe, expect, test } from "vitest";
import { createKeep } from "../../src/adapters/d1/kept.ts";
import { createPayerBlocks } from "../../src/adapters/d1/payer-blocks.ts";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { signServiceToken } from "../../src/app/identification/service-token.ts";
import { projectServices } from "../../src/app/ledger/project-services.ts";
import { unblockPayer } from "../../src/app/operator/unblock-payer.ts";
import type { OpenedTopUp } from "../../src/app/payment/open-payment.ts";
import { isPayerBlocked } from "../../src/app/payment/payer-block.ts";
import { syncPayment } from "../../src/app/payment/sync-payment.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { SessionId } from "../../src/domain/base/ids.ts";
import type { IntentReading } from "../../src/domain/payment/intent-reading.ts";
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { operator, QUEUE, SESSION, WEBHOOK } from "./actors.ts";
import { codeOf, intentOf, openTopUp, pressPay, refTo, requestInput } from "./journeys.ts";
import { provisionAll } from "./legacy-caller.ts";
import { SERVICE_ID, TestBackend } from "./test-backend.ts";

const HOLDER: SessionId = `ses_${"8".repeat(26)}`;
const BEN = { firstName: "Ben", lastName: "Oda", email: "ben@example.com", locale: "en" };
const CARD = "fp_stolen_card";
const kim = operator("kim");
const d1 = new SimulatedDatabases();

beforeAll(() => d1.begin());

class World {
  readonly backend = new TestBackend();
  readonly ports: Ports;

  constructor() {
    d1.forget();
    d1.begin();
    const { clock, log } = this.backend.ports;
    const keep = createKeep({ clock, log, freshMs: 60_000 });
    this.ports = Object.assign(this.backend.ports, {
      projectionStore: createProjectionStore(d1.asDatabases),
      payerBlocks: createPayerBlocks(d1.asDatabases.main, keep),
    });
  }

  /** Seven days, paid with `CARD` and credited. */
  async credited(change: Parameters<typeof openTopUp>[1] = {}): Promise<OpenedTopUp> {
    const opened = await openTopUp(this.backend, change);
    await this.says(opened, { status: "succeeded", method: "visa 4242", cardFingerprint: CARD });
    await provisionAll(this.backend);
    const { topUpId } = opened.view;
    const { port } = this.backend.object;
    expect((await port.getTopUp({ topUpId }))?.state).toBe("credited");
    return opened;
  }
  /** Stripe says so of the payment; the webhook and the projection follow. */
  async says(opened: OpenedTopUp, reading: Partial<IntentReading>): Promise<void> {
    this.backend.stripe.change(intentOf(opened), reading);
    await syncPayment(this.ports, WEBHOOK, { intentId: intentOf(opened) });
    await this.project();
  }
  async project(): Promise<void> {
    this.backend.now += 60_000;
    await projectServices(this.ports, QUEUE, [SERVICE_ID]);
  }
  /** What becomes of a further sale: `made`, or the code of the refusal. */
  async sale(idempotencyKey: string, sessionId: SessionId, customer = BEN): Promise<string> {
    const change = { idempotencyKey, sessionId, customer, allowRepeat: true };
    const made = await pressPay(this.backend, await requestInput(this.backend, change));
    return made.ok ? "made" : codeOf(made);
  }
  unblock(opened: OpenedTopUp, actor = kim) {
    return unblockPayer(this.ports, actor, { ...refTo(opened), reason: "a mistake of the bank" });
  }
}

const ANNA = { firstName: "A", lastName: "N", email: "ANNA@example.com", locale: "en" };
const byCard = { brand: "default", sessionId: null, email: "", cardFingerprint: CARD };

describe.each([
  ["a dispute", { disputed: true }],
  ["a refund of all of it on the dashboard", { returnedMinor: 7000 }],
])("%s after the credit", (_what, taken: Partial<IntentReading>) => {
  test("the holder's shop stays open; the payer's session, email and card buy no more", async () => {
    const world = new World();
    const opened = await world.credited();
    await world.says(opened, taken);
    expect(await world.sale("key-of-holder", HOLDER)).toBe("made");
    expect(await world.sale("key-session-1", SESSION)).toBe("payer_blocked");
    expect(await world.sale("key-of-email1", HOLDER, ANNA)).toBe("payer_blocked");
    expect(await isPayerBlocked(world.ports, byCard)).toBe(true);
    expect(await isPayerBlocked(world.ports, { ...byCard, cardFingerprint: "fp_other" })).toBe(
      false,
    );
  });

  test("a payer who typed the number marks no email: it may be another person's", async () => {
    const world = new World();
    const identifiedBy = { method: "typed", ip: null, linkId: null } as const;
    const weak = { serviceId: SERVICE_ID, identifiedBy };
    const serviceToken = await signServiceToken(world.ports, weak);
    await world.says(await world.credited({ serviceToken }), taken);
    expect(await world.sale("key-of-email1", HOLDER, ANNA)).toBe("made");
    expect(await isPayerBlocked(world.ports, byCard)).toBe(true);
  });

  test("another brand's sale is not stopped", async () => {
    const world = new World();
    await world.says(await world.credited(), taken);
    expect(await isPayerBlocked(world.ports, { ...byCard, brand: "kestrel" })).toBe(false);
  });

  test("an operator lifts it, with a reason in the log; a second time nothing is blocked", async () => {
    const world = new World();
    const opened = await world.credited();
    expect(codeOf(await world.unblock(opened))).toBe("wrong_state");
    await world.says(opened, taken);
    expect(codeOf(await world.unblock(opened, operator("zoe", { brands: ["kestrel"] })))).toBe(
      "not_found",
    );
    expect(await world.unblock(opened)).toMatchObject({ ok: true });
    await world.project();
    expect(await world.sale("key-session-1", SESSION)).toBe("made");
    expect(codeOf(await world.unblock(opened))).toBe("wrong_state");
    const known = await world.backend.object.port.getEvidence(opened.view);
    const line = known?.log.find(({ type }) => type === "OperatorActed");
    expect(line?.body).toMatchObject({ action: "unblock", reason: "a mistake of the bank" });
  });
});

test("a dispute that was won ends the block by itself", async () => {
  const world = new World();
  const opened = await world.credited();
  await world.says(opened, { disputed: true });
  expect(await world.sale("key-session-1", SESSION)).toBe("payer_blocked");
  await world.says(opened, { disputed: false });
  expect(await world.sale("key-session-2", SESSION)).toBe("made");
});

test("while D1 is silent an identified customer still buys, and the log says why", async () => {
  const world = new World();
  await world.says(await world.credited(), { disputed: true });
  const silent = Object.assign(Object.create(null) as D1Database, {
    prepare: () => {
      throw new Error("D1_ERROR: Network connection lost.");
    },
  });
  const { clock, log } = world.ports;
  const keep = createKeep({ clock, log, freshMs: 60_000 });
  Object.assign(world.ports, { payerBlocks: createPayerBlocks(silent, keep) });
  expect(await world.sale("key-session-1", SESSION)).toBe("made");
  expect(world.backend.logged.map(({ event }) => event)).toContain("payer_blocks_not_read");
});

test("neither log, object nor D1 hold the card's fingerprint or the email in clear", async () => {
  const world = new World();
  const opened = await world.credited();
  await world.says(opened, { disputed: true });
  const [row] = d1.all("SELECT * FROM payer_block");
  expect(row).toMatchObject({ blocks: 1, brand: "default", session_id: SESSION });
  const known = await world.backend.object.port.getEvidence(opened.view);
  const held = JSON.stringify([row, known, world.backend.logged]);
  expect(held).toContain('"cardKey":"local.');
  for (const clear of [CARD, "anna@example.com"]) expect(held).not.toContain(clear);
});
