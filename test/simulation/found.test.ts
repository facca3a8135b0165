/** What the simulation has found in the shell around the core, as short as it can be told. */
import { describe, expect, test } from "vitest";
import type { StripeEvent } from "../../src/app/ports/payments.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import { sweep } from "../../src/app/recovery/sweep.ts";
import { recordPayment } from "../../src/object/service/commands/payment.ts";
import { Outbox } from "../../src/object/service/outbox.ts";
import { CRON } from "../app/actors.ts";
import { fakeObject } from "../app/fake-object.ts";
import { NOW, TestBackend } from "../app/test-backend.ts";
import { payment, requestOf, TOP_UP_ID } from "../domain/cells/world.ts";

const request = requestOf();
const mark = {
  topUpId: TOP_UP_ID,
  attemptId: "att_1",
  serviceId: request.serviceId,
  offerId: request.offer.id,
  quantity: 7,
};

describe("a payment that nobody remembers", () => {
  test("given it is the first thing the object hears: its refund is sent all the same", async () => {
    let now = NOW;
    const { core } = fakeObject(() => now);
    const sent: unknown[] = [];
    const send = async (message: unknown) => void sent.push(message);
    const queues = { provision: send, refund: send, project: send, notify: send };
    const outbox = new Outbox(core, queues, new TestBackend().ports.log);
    const reading = payment("succeeded", { metadata: mark });
    recordPayment(core, { reading, reconstructed: request });
    now += core.deps.timings.reviewMs;
    await outbox.drive();
    expect(sent).toContainEqual({ serviceId: request.serviceId, topUpId: TOP_UP_ID });
  });
});

describe("the sweep", () => {
  test("given a payment the object knows, and no alarm: the object is poked", async () => {
    const backend = new TestBackend();
    const event: StripeEvent = {
      id: "evt_1",
      type: "payment_intent.succeeded",
      createdAt: NOW,
      livemode: false,
      intentId: "pi_1",
      metadata: mark,
      refund: null,
    };
    Object.assign(backend.stripe, { listEvents: async () => [event] });
    backend.stripe.intents.set("pi_1", payment("succeeded", { metadata: mark }));
    const woken: string[] = [];
    const known = { recordPayment: async () => ({ kind: "recorded" }) };
    const of = (serviceId: string) => ({ ...known, wake: async () => void woken.push(serviceId) });
    const readModels = { endedIntents: async () => new Set(), unfinishedServices: async () => [] };
    const ports = { ...backend.ports, objects: { of }, readModels } as object as Ports;
    await sweep(ports, CRON, { windowMs: 60_000 });
    expect(woken).toEqual([request.serviceId]);
  });
});
