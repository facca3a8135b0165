/**
 * The seam between decisions and engines: the same use cases at CGRateS and at an engine of another
 * vendor, in one deployment. Only the adapters of the two differ.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { TopUpRef } from "../../src/app/base/top-up-ref.ts";
import { syncPayment } from "../../src/app/payment/sync-payment.ts";
import { provision } from "../../src/app/provisioning/provision.ts";
import { processRefunds } from "../../src/app/refund/process-refunds.ts";
import { quote } from "../../src/app/sale/quote.ts";
import { SECOND_MS } from "../../src/domain/base/time.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import { QUEUE, WEBHOOK } from "./actors.ts";
import { codeOf, getServiceView, intentOf, openTopUp } from "./journeys.ts";
import { type EngineName, TwoEngines } from "./second-vendor/backend.ts";
import { OFFER_ID } from "./test-backend.ts";

let world: TwoEngines;
beforeEach(async () => {
  world = await TwoEngines.start();
});
afterEach(() => world.close());

let keys = 0;
async function pay(name: EngineName): Promise<TopUpRef> {
  const { id: serviceId } = world.visit(name);
  const idempotencyKey = `key-of-engines-${++keys}`;
  const opened = await openTopUp(world.backend, { idempotencyKey, allowRepeat: true });
  world.backend.stripe.pay(intentOf(opened));
  await syncPayment(world.ports, WEBHOOK, { intentId: intentOf(opened) });
  return { serviceId, topUpId: opened.view.topUpId };
}
const topUp = async ({ serviceId, topUpId }: TopUpRef) => {
  const found = await world.ports.objects.of(serviceId).loadTopUp({ topUpId });
  if (!found) throw new Error(`no such top-up: ${topUpId}`);
  return found;
};
const stateOf = async ({ serviceId, topUpId }: TopUpRef) =>
  (await world.ports.objects.of(serviceId).getTopUp({ topUpId }))?.state;
const tryAfter = async (ref: TopUpRef, ms: number) => {
  world.backend.now += ms;
  await provision(world.ports, ref);
};
const DEADLINE_MS = DEFAULT_TIMINGS.provisioningDeadlineMs + SECOND_MS;
const NEXT_TRY_MS = DEFAULT_TIMINGS.leaseMs + SECOND_MS;

describe.each(["main", "west"] as const)("at the engine %s", (name) => {
  test("bought, then credited: one bucket, with the frozen end", async () => {
    const ref = await pay(name);
    await provision(world.ports, ref);
    expect(await stateOf(ref)).toBe("credited");
    expect(await world.seen(name)).toEqual({
      buckets: [{ id: ref.topUpId, off: false }],
      changes: 1,
    });
    const { expiry } = (await getServiceView(world.backend)).balance;
    expect(expiry).toBe(new Date((await topUp(ref)).credit.grant?.endAt ?? 0).toISOString());
  });

  test("bought twice: the second begins where the first ends", async () => {
    const first = await pay(name);
    await provision(world.ports, first);
    const second = await pay(name);
    await provision(world.ports, second);
    const [one, two] = [(await topUp(first)).credit.grant, (await topUp(second)).credit.grant];
    expect(two?.baseAt).toBe(one?.endAt);
    expect(two?.floorAt).toBe(world.backend.now);
    expect((await world.seen(name)).buckets).toHaveLength(2);
  });

  test("silent while crediting: resolving, then the first reading decides", async () => {
    const ref = await pay(name);
    world.wires[name].slow = true;
    await provision(world.ports, ref);
    expect(await stateOf(ref)).toBe("crediting");
    world.wires[name].cut = true;
    await tryAfter(ref, NEXT_TRY_MS);
    await tryAfter(ref, DEFAULT_TIMINGS.onOutageMs);
    expect(await stateOf(ref)).toBe("resolving");
    Object.assign(world.wires[name], { cut: false, slow: false });
    await world.wires[name].deliver();
    await tryAfter(ref, NEXT_TRY_MS);
    expect(await stateOf(ref)).toBe("credited");
  });

  test("never arrived: revoked, seen revoked, refunded; the late credit changes nothing", async () => {
    const ref = await pay(name);
    world.wires[name].slow = true;
    await provision(world.ports, ref);
    await tryAfter(ref, DEADLINE_MS);
    expect(await stateOf(ref)).toBe("resolving");
    world.wires[name].slow = false;
    await tryAfter(ref, NEXT_TRY_MS);
    expect(await stateOf(ref)).toBe("refunding");
    await processRefunds(world.ports, QUEUE, ref);
    expect(await stateOf(ref)).toBe("refunded");
    await world.wires[name].deliver(3);
    expect((await world.seen(name)).buckets).toEqual([{ id: ref.topUpId, off: true }]);
    const object = world.ports.objects.of(ref.serviceId);
    const { account } = (await object.creditsToReconcile())[0] ?? {};
    const reading = await world.ports.ocs.read(account!);
    expect(await object.recordReconciliation({ topUpId: ref.topUpId, reading })).toEqual({
      resend: null,
    });
    expect((await topUp(ref)).findings).toEqual([]);
  });

  test("a credit that the engine lost is sent again, with the same bytes", async () => {
    const ref = await pay(name);
    await provision(world.ports, ref);
    const grant = (await topUp(ref)).credit.grant!;
    const reading = {
      kind: "account",
      at: world.backend.now,
      disabled: false,
      buckets: [],
    } as const;
    const object = world.ports.objects.of(ref.serviceId);
    const { resend } = await object.recordReconciliation({ topUpId: ref.topUpId, reading });
    expect(resend).toBe(grant.body);
  });
});

describe("both engines in one deployment", () => {
  test("each gets its own credits in its own words, side by side", async () => {
    const refs = [await pay("main"), await pay("west")];
    await Promise.all(refs.map((ref) => provision(world.ports, ref)));
    expect(await Promise.all(refs.map(stateOf))).toEqual(["credited", "credited"]);
    const [main, west] = [await world.seen("main"), await world.seen("west")];
    expect([main.changes, west.changes]).toEqual([1, 1]);
    const bodies = await Promise.all(
      refs.map(async (ref) => (await topUp(ref)).credit.grant?.body),
    );
    expect(bodies[0]).toContain('"method":"APIerSv1.SetBalance"');
    expect(bodies[1]).toContain('"method":"PUT","path":"/accounts/acme/dongle-2/parcels/');
  });

  test("one is silent: the other's customers buy and are credited", async () => {
    world.wires.main.cut = true;
    world.visit("main");
    expect((await getServiceView(world.backend)).blocked).toBe("balance_unreadable");
    const ref = await pay("west");
    await provision(world.ports, ref);
    expect(await stateOf(ref)).toBe("credited");
  });

  test("a service of an engine that is not configured is not sold, and stops no other", async () => {
    world.visit("nowhere");
    const view = await getServiceView(world.backend);
    expect([view.blocked, view.quotes]).toEqual(["balance_unreadable", {}]);
    const asked = { serviceToken: view.service_token, offerId: OFFER_ID, quantity: 7 };
    expect(codeOf(await quote(world.ports, asked))).toBe("balance_unreadable");
    expect(world.backend.logged).toContainEqual(
      expect.objectContaining({ event: "ocs_unknown", fields: { ocs: "nowhere" } }),
    );
    const ref = await pay("main");
    await provision(world.ports, ref);
    expect(await stateOf(ref)).toBe("credited");
  });
});
