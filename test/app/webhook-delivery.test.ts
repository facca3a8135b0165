/** A webhook until it is delivered: tries, delays, losses, secrets, and what is never told. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deliverWebhook } from "../../src/app/webhook-out/deliver-webhook.ts";
import { emitEvent } from "../../src/app/webhook-out/emit-event.ts";
import { receiveDeadDelivery } from "../../src/app/webhook-out/receive-dead-delivery.ts";
import { redeliverEvent } from "../../src/app/webhook-out/redeliver-event.ts";
import { rotateSecret } from "../../src/app/webhook-out/rotate-secret.ts";
import { wakeDeliveries } from "../../src/app/webhook-out/wake-deliveries.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/domain/base/time.ts";
import {
  startWebhookReceiver,
  type WebhookReceiver,
} from "../simulators/webhook-receiver/server.ts";
import { CRON } from "./alert-world.ts";
import { TestBackend } from "./test-backend.ts";
import { ADMIN, endpointAt } from "./webhook-world.ts";

let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startWebhookReceiver();
});
afterAll(() => receiver.close());

let backend: TestBackend;
let endpointId: Awaited<ReturnType<typeof endpointAt>>["endpoint"]["id"];
beforeEach(async () => {
  backend = new TestBackend();
  backend.anyWebhookUrl = true;
  const made = await endpointAt(backend.ports, receiver.url);
  endpointId = made.endpoint.id;
  const { admin } = receiver;
  Object.assign(admin, { secrets: [made.secret], fault: null, now: () => backend.now });
  (admin.received as unknown[]).length = 0;
});

async function emit() {
  const eventId = backend.ports.ids.fresh("evt");
  await emitEvent(backend.ports, {
    eventId,
    type: "webhook.test",
    at: backend.now,
    data: { endpoint_id: endpointId },
    brand: null,
  });
  return { endpointId, eventId };
}
/** Delivers what the queue holds; the clock goes to when the message comes. */
async function deliverNext() {
  const message = backend.watch.queued.shift();
  if (!message) return null;
  backend.now += message.delayMs;
  await deliverWebhook(backend.ports, CRON, message.ref);
  return message.delayMs;
}
const tries = () => backend.ports.webhookOutbox.tries(endpointId, 100);
const events = () => backend.logged.map(({ event }) => event);

describe("a delivery", () => {
  test("is signed, thin, and tried once when it succeeds", async () => {
    const ref = await emit();
    await deliverNext();
    expect(receiver.admin.received).toEqual([
      {
        path: "/hook",
        id: ref.eventId,
        timestamp: String(Math.floor(backend.now / 1000)),
        signatures: 1,
        wrong: null,
        duplicate: false,
        body: {
          id: ref.eventId,
          type: "webhook.test",
          timestamp: new Date(backend.now).toISOString(),
          data: { endpoint_id: endpointId },
        },
      },
    ]);
    expect(await tries()).toMatchObject([{ outcome: "delivered", status: 204, attempt: 1 }]);
    expect(backend.watch.queued).toEqual([]);
  });

  test("that fails comes again after 5 s, 5 min, 30 min, 2, 5, 10 and 10 h, then is dead", async () => {
    receiver.admin.fault = "failing";
    await emit();
    const delays: (number | null)[] = [];
    for (let n = 0; n < 9; n++) delays.push(await deliverNext());
    const hours = [2, 5, 10, 10].map((n) => n * HOUR_MS);
    expect(delays).toEqual([0, 5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, ...hours, null]);
    expect(new Set(receiver.admin.received.map(({ id }) => id)).size).toBe(1);
    expect(receiver.admin.received.every(({ wrong }) => wrong === null)).toBe(true);
    expect((await tries())[0]).toMatchObject({ attempt: 8, outcome: "refused", nextAt: null });
    expect(events()).toContain("webhook_dead");
  });

  test.each([
    ["silent", "silent", null],
    ["redirect", "redirected", 307],
    ["endless", "delivered", 200],
  ] as const)(
    "given a receiver that is %s: %s, within its time",
    async (fault, outcome, status) => {
      receiver.admin.fault = fault;
      await emit();
      await deliverNext();
      expect(await tries()).toMatchObject([{ outcome, status }]);
      expect(receiver.admin.received.map(({ path }) => path)).toEqual(["/hook"]);
    },
  );

  test("given 429 with a Retry-After: not before that", async () => {
    receiver.admin.fault = "slow_down";
    await emit();
    await deliverNext();
    expect(backend.watch.queued[0]?.delayMs).toBe(HOUR_MS);
  });

  test("given 410: the endpoint is disabled at once, and gets nothing more", async () => {
    receiver.admin.fault = "gone";
    await emit();
    await deliverNext();
    const [endpoint] = await backend.ports.webhookEndpoints.all();
    expect(endpoint).toMatchObject({ enabled: false, disabledBecause: "failing" });
    await emit();
    expect(backend.watch.queued).toEqual([]);
  });

  test("given it has failed for five days: disabled, and a success before that ends the count", async () => {
    const stateOf = async () => (await backend.ports.webhookEndpoints.all())[0];
    receiver.admin.fault = "failing";
    await emit();
    await deliverNext();
    backend.now += 4 * DAY_MS;
    receiver.admin.fault = null;
    await deliverNext();
    expect(await stateOf()).toMatchObject({ enabled: true, failingSince: null });
    receiver.admin.fault = "failing";
    for (const days of [0, 5]) {
      backend.now += days * DAY_MS;
      backend.watch.queued.length = 0;
      await emit();
      await deliverNext();
    }
    expect(await stateOf()).toMatchObject({ enabled: false, disabledBecause: "failing" });
    expect(events()).toContain("webhook_endpoint_disabled");
  });

  test("that an operator wants again goes out with the same id and body", async () => {
    const ref = await emit();
    await deliverNext();
    backend.now += HOUR_MS;
    expect((await redeliverEvent(backend.ports, ADMIN, ref)).ok).toBe(true);
    await deliverNext();
    const [first, second] = receiver.admin.received;
    expect(second).toMatchObject({
      id: first?.id,
      body: first?.body,
      duplicate: true,
      wrong: null,
    });
    expect(second?.timestamp).not.toBe(first?.timestamp);
  });
});

describe("what gets lost, comes twice or dies", () => {
  test("a message that comes twice, or before its time, delivers once", async () => {
    const ref = await emit();
    await Promise.all([
      deliverWebhook(backend.ports, CRON, ref),
      deliverWebhook(backend.ports, CRON, ref),
    ]);
    await deliverWebhook(backend.ports, CRON, ref);
    expect(receiver.admin.received).toHaveLength(1);
    receiver.admin.fault = "failing";
    const second = await emit();
    await deliverWebhook(backend.ports, CRON, second);
    await deliverWebhook(backend.ports, CRON, second);
    expect(receiver.admin.received).toHaveLength(2);
  });

  test("the same event emitted twice is delivered once", async () => {
    const { eventId } = await emit();
    const at = backend.now;
    const data = { endpoint_id: endpointId };
    await emitEvent(backend.ports, { eventId, type: "webhook.test", at, data, brand: null });
    await deliverNext();
    await deliverNext();
    expect(receiver.admin.received).toHaveLength(1);
  });

  test("a queue that takes nothing, or loses it: the cron finds it minutes later", async () => {
    backend.watch.queueDown = true;
    await emit();
    expect(events()).toContain("webhook_not_queued");
    backend.watch.queueDown = false;
    expect(await wakeDeliveries(backend.ports, CRON)).toEqual({ overdue: 0 });
    backend.now += 3 * MINUTE_MS;
    expect(await wakeDeliveries(backend.ports, CRON)).toEqual({ overdue: 1 });
    await deliverNext();
    expect(receiver.admin.received).toHaveLength(1);
  });

  test("a Worker that dies in the middle of a try: it comes again after the lease", async () => {
    const ref = await emit();
    const dies = { post: () => Promise.reject(new Error("the isolate is gone")) };
    const dying = { ...backend.ports, webhookPoster: dies };
    await expect(deliverWebhook(dying, CRON, ref)).rejects.toThrow("gone");
    await deliverWebhook(backend.ports, CRON, ref);
    expect(receiver.admin.received, "the lease lasts").toEqual([]);
    backend.now += 4 * MINUTE_MS;
    await wakeDeliveries(backend.ports, CRON);
    await deliverWebhook(backend.ports, CRON, ref);
    expect(receiver.admin.received).toHaveLength(1);
  });

  test("a message that reached the dead letters is told, and its row stays due", async () => {
    const ref = await emit();
    await receiveDeadDelivery(backend.ports, { kind: "system", trigger: "queue" }, ref);
    expect(events()).toContain("dead_letter");
    backend.now += 3 * MINUTE_MS;
    expect(await wakeDeliveries(backend.ports, CRON)).toEqual({ overdue: 1 });
  });

  test("what is older than 30 days is forgotten", async () => {
    await emit();
    await deliverNext();
    backend.now += 29 * DAY_MS;
    await wakeDeliveries(backend.ports, CRON);
    expect(await tries()).toHaveLength(1);
    backend.now += 2 * DAY_MS;
    await wakeDeliveries(backend.ports, CRON);
    expect(await tries()).toEqual([]);
  });
});

describe("secrets", () => {
  test("two sign until the overlap is over, then the new one alone", async () => {
    const older = receiver.admin.secrets;
    const order = { endpointId, overlapHours: 24, reason: "yearly" };
    const rotated = await rotateSecret(backend.ports, ADMIN, order);
    expect(rotated.ok).toBe(true);
    await emit();
    await deliverNext();
    expect(receiver.admin.received[0]).toMatchObject({ signatures: 2, wrong: null });
    receiver.admin.secrets = rotated.ok ? [rotated.value.secret] : [];
    await emit();
    await deliverNext();
    backend.now += 25 * HOUR_MS;
    await emit();
    await deliverNext();
    expect(receiver.admin.received.slice(1)).toMatchObject([
      { signatures: 2, wrong: null },
      { signatures: 1, wrong: null },
    ]);
    receiver.admin.secrets = older;
    await emit();
    await deliverNext();
    expect(receiver.admin.received[3]?.wrong).toBe("no signature fits");
  });

  test("lie sealed in D1, open in no other row, and stand in no line and no point", async () => {
    const [secret = ""] = receiver.admin.secrets;
    receiver.admin.fault = "failing";
    await emit();
    await deliverNext();
    const rows = ["webhook_endpoint", "webhook_outgoing", "webhook_delivery"].flatMap((table) =>
      backend.watch.d1.all(`SELECT * FROM ${table}`),
    );
    const { points, queued } = backend.watch;
    const all = JSON.stringify([rows, backend.logged, points, queued]);
    expect(all).not.toContain(secret.slice(6, 20));
    expect(all, "nor does what the receiver answers").not.toContain("of the receiver");
    const [endpoint] = await backend.ports.webhookEndpoints.all();
    const { sealed = "" } = endpoint?.secrets[0] ?? {};
    expect(await backend.ports.secretVault.open(endpointId, sealed)).toBe(secret);
    await expect(backend.ports.secretVault.open("whe_other", sealed)).rejects.toThrow("whe_other");
  });

  test("that no key opens any more: tried again later, and said so", async () => {
    const ref = await emit();
    backend.watch.d1.all(
      `UPDATE webhook_endpoint SET secrets = '[{"sealed":"k9.a.b","until":null}]'`,
    );
    await deliverWebhook(backend.ports, CRON, ref);
    expect(await tries()).toMatchObject([{ outcome: "secret_unreadable", status: null }]);
    expect(events()).toContain("webhook_secret_unreadable");
  });
});

test("an address that may not be called any more is not called, and not tried again", async () => {
  const ref = await emit();
  backend.anyWebhookUrl = false;
  await deliverWebhook(backend.ports, CRON, ref);
  expect(receiver.admin.received).toEqual([]);
  expect(await tries()).toMatchObject([{ outcome: "url_forbidden", nextAt: null }]);
});
