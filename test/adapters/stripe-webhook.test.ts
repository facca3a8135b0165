import { EventEmitter, once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BadSignature, type StripeEvent } from "../../src/app/ports/payments.ts";
import type { IntentId } from "../../src/domain/base/ids.ts";
import { signatureHeader } from "../simulators/stripe/webhooks.ts";
import { newIntent, openStripeWorld, type StripeWorld, WEBHOOK_SECRET } from "./stripe-world.ts";

/** A receiver that verifies with the real adapter, and can be told to be down. */
interface Receiver {
  readonly events: StripeEvent[];
  refusals: number;
}
const arrivals = new EventEmitter();
let world: StripeWorld;
let server: Server;
let receiver: Receiver;

beforeEach(async () => {
  receiver = { events: [], refusals: 0 };
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (receiver.refusals > 0) {
        receiver.refusals--;
        response.writeHead(503).end();
        return;
      }
      const body = Buffer.concat(parts).toString();
      const signature = String(request.headers["stripe-signature"]);
      world.payments.verifyWebhook(body, signature, Date.now()).then(
        (event) => {
          receiver.events.push(event);
          arrivals.emit(event.type, event);
          response.writeHead(200).end();
        },
        () => response.writeHead(400).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  world = await openStripeWorld({
    webhookUrl: `http://127.0.0.1:${port}/webhooks/stripe`,
    webhookBackoffMs: 1,
  });
});
afterEach(async () => {
  await world.simulator.close();
  await new Promise((resolve) => server.close(resolve));
});

async function buy(card?: string): Promise<IntentId> {
  const { intentId } = await world.payments.createIntent(newIntent("att_w_1"));
  world.simulator.admin.pay(intentId, card);
  return intentId;
}
/** The first event of a type, one that came already included. */
async function told(type: string): Promise<StripeEvent> {
  const come = receiver.events.find((event) => event.type === type);
  if (come) return come;
  const [event] = await once(arrivals, type);
  return event as StripeEvent;
}
const types = () => receiver.events.map((event) => event.type);

describe("webhooks", () => {
  test("given a payment: one signed event, with the intent and our metadata", async () => {
    const intentId = await buy();
    await world.simulator.admin.webhooks.idle();
    expect(receiver.events).toMatchObject([
      {
        type: "payment_intent.succeeded",
        intentId,
        metadata: newIntent("att_w_1").metadata,
        refund: null,
      },
    ]);
  });

  test("given a refund of ours and one on the dashboard: an event for each, ours with its id", async () => {
    const intentId = await buy();
    const amount = { minor: 1000, currency: "usd" };
    await world.payments.createRefund({
      refundId: "rfd_w_1",
      intentId,
      amount,
      purpose: "return",
      keyNumber: 1,
    });
    world.simulator.admin.refundExternally(intentId, 500);
    await world.simulator.admin.webhooks.idle();
    const created = receiver.events.filter((event) => event.type === "refund.created");
    const ids = created.map((event) => event.refund?.refundId);
    expect(new Set(ids)).toEqual(new Set(["rfd_w_1", null]));
    expect(new Set(receiver.events.map((event) => event.intentId))).toEqual(new Set([intentId]));
    expect(types().filter((type) => type === "charge.refunded")).toHaveLength(2);
  });

  test("given a disputed card: dispute events name the intent", async () => {
    const intentId = await buy("4000000000000259");
    await world.simulator.admin.webhooks.idle();
    const dispute = receiver.events.find((event) => event.type === "charge.dispute.created");
    expect(dispute).toMatchObject({ intentId, metadata: null, refund: null });
  });

  test("given the receiver is down for three tries: delivered once at the fourth", async () => {
    receiver.refusals = 3;
    await buy();
    await world.simulator.admin.webhooks.idle();
    expect(receiver.events).toHaveLength(1);
    expect(world.simulator.admin.webhooks.deliveries).toMatchObject([
      { tries: 4, state: "delivered" },
    ]);
  });

  test("given duplicates, replays and drops: delivered twice, again, never", async () => {
    const { admin } = world.simulator;
    admin.webhooks.settings.duplicateNext = 1;
    await buy();
    await admin.webhooks.idle();
    expect(receiver.events).toHaveLength(2);
    expect(receiver.events[0]?.id).toBe(receiver.events[1]?.id);
    admin.replay(receiver.events[0]?.id ?? "");
    await admin.webhooks.idle();
    expect(receiver.events).toHaveLength(3);
    admin.webhooks.settings.dropNext = 1;
    const { intentId } = await world.payments.createIntent(newIntent("att_w_2"));
    admin.pay(intentId);
    await admin.webhooks.idle();
    expect(receiver.events).toHaveLength(3);
  });

  test("given deliveries are paused: nothing comes until they are flushed", async () => {
    const { admin } = world.simulator;
    admin.webhooks.settings.paused = true;
    await buy();
    expect(receiver.events).toEqual([]);
    admin.webhooks.flush("reversed");
    await admin.webhooks.idle();
    expect(types()).toEqual(["payment_intent.succeeded"]);
  });
});

describe("objects that change with time", () => {
  test("given a slow payment and refunds that change later: webhooks say so", async () => {
    await world.simulator.close();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    world = await openStripeWorld({ webhookUrl: url, laterMs: 1 });
    const slow = await world.payments.createIntent(newIntent("att_t_1"));
    world.simulator.admin.pay(slow.intentId, "pm_usBankAccount_success");
    await told("payment_intent.succeeded");
    const failing = await world.payments.createIntent(newIntent("att_t_2"));
    world.simulator.admin.pay(failing.intentId, "pm_card_refundFail");
    world.simulator.admin.refundExternally(failing.intentId);
    const event = await told("refund.failed");
    const refund = await world.payments.readRefund(event.refund?.stripeRefundId ?? "");
    expect(refund).toMatchObject({ kind: "failed", reason: "expired_or_canceled_card" });
  });
});

describe("a signature", () => {
  const BODY = JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "x",
    created: 1,
    livemode: false,
    data: { object: {} },
  });
  const NOW = 1_800_000_000;
  const verify = (header: string, body = BODY) =>
    world.payments.verifyWebhook(body, header, NOW * 1000);

  test.each([0, 300, -300])("given it is %i s away from now: accepted", async (age) => {
    const header = signatureHeader(BODY, WEBHOOK_SECRET, NOW - age);
    expect(await verify(header)).toMatchObject({ id: "evt_1", intentId: null });
  });

  test.each([301, -301, -86_400])("given it is %i s away from now: refused", async (age) => {
    const header = signatureHeader(BODY, WEBHOOK_SECRET, NOW - age);
    await expect(verify(header)).rejects.toBeInstanceOf(BadSignature);
  });

  test("given two, one of them by the present secret: accepted (the secret was rolled)", async () => {
    const header = signatureHeader(BODY, WEBHOOK_SECRET, NOW);
    const [time, good] = header.split(",");
    const other = signatureHeader(BODY, "whsec_old", NOW).split(",")[1];
    expect((await verify(`${time},${other},${good}`)).id).toBe("evt_1");
  });

  test.each([
    ["by another secret", () => signatureHeader(BODY, "whsec_other", NOW), BODY],
    ["over another body", () => signatureHeader(BODY, WEBHOOK_SECRET, NOW), `${BODY} `],
    ["without a time", () => "v1=00", BODY],
    ["without a signature", () => `t=${NOW}`, BODY],
    [
      "with a new time in front of an old signed one",
      () => `t=${NOW},${signatureHeader(BODY, WEBHOOK_SECRET, NOW - 86_400)}`,
      BODY,
    ],
    ["with two times", () => `t=1,${signatureHeader(BODY, WEBHOOK_SECRET, NOW)}`, BODY],
    ["empty", () => "", BODY],
    ["over no JSON", () => signatureHeader("hello", WEBHOOK_SECRET, NOW), "hello"],
  ])("given it is %s: refused", async (_, header, body) => {
    await expect(verify(header(), body)).rejects.toBeInstanceOf(BadSignature);
  });
});

describe("listing events", () => {
  test("given more than a page: the wanted types of the window, page by page", async () => {
    const { admin } = world.simulator;
    const from = Date.now();
    const paid: string[] = [];
    for (let i = 0; i < 130; i++) {
      const { intentId } = await world.payments.createIntent(newIntent(`att_l_${i}`));
      admin.pay(intentId);
      paid.push(intentId);
    }
    admin.refundExternally(paid[0] ?? "", 10);
    const window = { fromMs: from, toMs: Date.now(), after: null };
    const pages = [await world.payments.listEvents(window)];
    for (let after = pages[0]?.next; after; after = pages.at(-1)?.next) {
      pages.push(await world.payments.listEvents({ ...window, after }));
    }
    expect(pages.map(({ events }) => events.length)).toEqual([50, 50, 50, 50, 50, 11]);
    const events = pages.flatMap((page) => page.events).toReversed();
    const succeeded = events.filter((event) => event.type === "payment_intent.succeeded");
    expect(succeeded.map((event) => event.intentId)).toEqual(paid);
    expect(events.at(-1)).toMatchObject({ type: "charge.refunded", intentId: paid[0] });
    const created = events.filter((event) => event.type === "payment_intent.created");
    expect(created.map((event) => event.intentId)).toEqual(paid);
  });

  test("given events before and after the window: left out", async () => {
    const { admin } = world.simulator;
    await buy();
    admin.advanceClock(3_600_000);
    const { intentId } = await world.payments.createIntent(newIntent("att_l_2"));
    admin.pay(intentId);
    admin.advanceClock(3_600_000);
    const third = await world.payments.createIntent(newIntent("att_l_3"));
    admin.pay(third.intentId);
    const middle = Date.now() + 3_600_000;
    const [fromMs, toMs] = [middle - 600_000, middle + 600_000];
    const { events } = await world.payments.listEvents({ fromMs, toMs, after: null });
    const types = events.map((event) => [event.type, event.intentId]);
    expect(types).toEqual([
      ["payment_intent.succeeded", intentId],
      ["payment_intent.created", intentId],
    ]);
  });
});
