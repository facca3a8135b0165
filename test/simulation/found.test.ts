/** What the simulation has found in the shell around the core, as short as it can be told. */
import { describe, expect, test } from "vitest";
import type { Ports, StripeEvent } from "../../src/actions/ports.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { Outbox } from "../../src/service-object/outbox.ts";
import { recordPayment } from "../../src/service-object/payment-commands.ts";
import { FakeHouse, NOW } from "../actions/fake-house.ts";
import { fakeObject } from "../actions/fake-object.ts";
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
    const outbox = new Outbox(core, queues, new FakeHouse().ports.log);
    const reading = payment("succeeded", { mark });
    recordPayment(core, { reading, rebuild: request });
    now += core.deps.timings.reviewMs;
    await outbox.drive();
    expect(sent).toContainEqual({ serviceId: request.serviceId, topUpId: TOP_UP_ID });
  });
});

describe("the sweep", () => {
  test("given a payment the object knows, and no alarm: the object is poked", async () => {
    const house = new FakeHouse();
    const event: StripeEvent = {
      id: "evt_1",
      type: "payment_intent.succeeded",
      createdAt: NOW,
      livemode: false,
      intentId: "pi_1",
      mark,
      refund: null,
    };
    Object.assign(house.stripe, { listEvents: async () => [event] });
    house.stripe.intents.set("pi_1", payment("succeeded", { mark }));
    const poked: string[] = [];
    const known = { recordPayment: async () => ({ kind: "recorded" }) };
    const of = (serviceId: string) => ({ ...known, poke: async () => void poked.push(serviceId) });
    const books = { endedIntents: async () => new Set(), unfinishedServices: async () => [] };
    const ports = { ...house.ports, objects: { of }, books } as object as Ports;
    await sweep(ports, { windowMs: 60_000 });
    expect(poked).toEqual([request.serviceId]);
  });
});
