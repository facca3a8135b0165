/** Mistakes that the simulation found around the core, each in its shortest form. */
import { describe, expect, test } from "vitest";
import type { StripeEvent } from "../../src/app/ports/payments.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { ServiceId } from "../../src/domain/base/ids.ts";
import type { PaymentMetadata } from "../../src/domain/payment/metadata.ts";
import { recordPayment } from "../../src/object/service/commands/payment.ts";
import { Outbox } from "../../src/object/service/outbox.ts";
import { runSweep } from "../app/fake-cron.ts";
import { fakeObject } from "../app/fake-object.ts";
import { NOW, TestBackend } from "../app/test-backend.ts";
import { payment, requestOf, TOP_UP_ID } from "../domain/cells/world.ts";

const request = requestOf();
const metadata: PaymentMetadata = {
  topUpId: TOP_UP_ID,
  attemptId: "att_1",
  serviceId: request.serviceId,
  kind: "days",
  offerId: request.offer.id,
  quantity: 7,
};

describe("a payment of a top-up that the object does not know", () => {
  test("given it is the first call to the object: its refund is sent nevertheless", async () => {
    let now = NOW;
    const { core } = fakeObject(() => now);
    const sent: unknown[] = [];
    const send = async (message: unknown) => void sent.push(message);
    const queues = { provision: send, resolve: send, refund: send, project: send, notify: send };
    const outbox = new Outbox(core, queues, new TestBackend().ports.log);
    const reading = payment("succeeded", { metadata });
    recordPayment(core, { reading, reconstructed: request });
    now += core.deps.timings.reviewMs;
    await outbox.drive();
    expect(sent).toContainEqual({ serviceId: request.serviceId, topUpId: TOP_UP_ID });
  });
});

describe("the sweep", () => {
  test("given a payment that the object knows, and no alarm: the object is woken", async () => {
    const backend = new TestBackend();
    const event: StripeEvent = {
      id: "evt_1",
      type: "payment_intent.succeeded",
      createdAt: NOW,
      livemode: false,
      intentId: "pi_1",
      metadata,
      refund: null,
    };
    Object.assign(backend.stripe, { listEvents: async () => ({ events: [event], next: null }) });
    backend.stripe.intents.set("pi_1", payment("succeeded", { metadata }));
    const woken: string[] = [];
    const object = { recordPayment: async () => ({ kind: "recorded" }) };
    const of = (serviceId: ServiceId) => ({
      ...object,
      wake: async () => void woken.push(serviceId),
    });
    const readModels = { endedIntents: async () => new Set(), unfinishedServices: async () => [] };
    const ports = { ...backend.ports, objects: { of }, readModels } as object as Ports;
    await runSweep(ports);
    expect(woken).toEqual([request.serviceId]);
  });
});
