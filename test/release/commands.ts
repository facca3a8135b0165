/** Commands that no story gives: what operators, sweeps and pages ask of objects at rest. */

import { refOf } from "../../src/app/base/actor.ts";
import type { ServiceObject } from "../../src/app/ports/service-object.ts";
import { type Id, toId } from "../../src/domain/base/ids.ts";
import type { Reading } from "../../src/domain/ocs/reading.ts";
import { operator } from "../app/actors.ts";
import { MINUTE, SECOND } from "../simulation/world/durations.ts";
import { Program } from "../simulation/world/network.ts";
import type { World } from "../simulation/world/world.ts";
import type { FrozenStory } from "./frozen.ts";

type Told = Pick<FrozenStory, "name" | "serviceId" | "topUpId">;
type Command = (object: ServiceObject, topUpId: Id<"top">, world: World) => Promise<unknown>;

const ORDER = { actor: refOf(operator("olga")), reason: "the customer called" };
const OTTO = refOf(operator("otto"));
const limit = (minor: number) => ({ approvalAbove: { minor, currency: "usd" } });
const ABOVE = limit(1);
const BELOW = limit(1_000_000);
const readingAt = ({ clock }: World): Reading => ({
  kind: "account",
  at: clock.now,
  disabled: false,
  buckets: [],
});
const PAYER = {
  payerId: toId("pay", `pay_${"7".repeat(26)}`),
  payerKey: "key of another email",
  sealed: "sealed elsewhere",
  buyerHash: "sha256:another",
};
const own = (serviceId: string) => toId("ses", `ses_${serviceId.slice("svc_".length)}`);
const approvalOf = async (object: ServiceObject, topUpId: Id<"top">) => {
  const request = (await object.loadTopUp({ topUpId }))?.fourEyes.waits;
  if (!request) throw new Error(`${topUpId} waits for no approval`);
  return request.approvalId;
};

const COMMANDS: readonly (readonly [story: string, commands: readonly Command[]])[] = [
  [
    "parked, with an order for a refund that waits for its approval",
    [
      async (object, topUpId) =>
        object.approveOrder({
          topUpId,
          approvalId: await approvalOf(object, topUpId),
          actor: OTTO,
          reading: null,
        }),
    ],
  ],
  [
    "parked, because the charging system refused",
    [
      (object, topUpId, world) =>
        object.confirmCredited({ topUpId, ...ORDER, ...BELOW, reading: readingAt(world) }),
      (object, topUpId) => object.redriveTopUp({ topUpId, ...ORDER, ...BELOW }),
    ],
  ],
  [
    "under review at Stripe",
    [
      (object, topUpId) => object.approveTopUp({ topUpId, ...ORDER, ...ABOVE }),
      async (object, topUpId) =>
        object.closeRequest({
          topUpId,
          approvalId: await approvalOf(object, topUpId),
          how: "retracted",
          ...ORDER,
        }),
      (object, topUpId) => object.rejectTopUp({ topUpId, ...ORDER, ...BELOW }),
    ],
  ],
  [
    "a refund that Stripe refuses",
    [
      (object, topUpId) => object.refundTopUp({ topUpId, ...ORDER, ...BELOW }),
      (object, topUpId) =>
        object.recordManualRefund({ topUpId, ...ORDER, ...BELOW, reference: "bank 7" }),
    ],
  ],
  [
    "not paid yet",
    [
      (object, topUpId) => {
        const sessionId = own("svc_00000000000000000000000015");
        return object.changeBilling({ topUpId, sessionId, payer: PAYER });
      },
      (object, topUpId) =>
        object.recordNoIntent({ topUpId, attemptId: `att_${topUpId.slice(4)}_1`, why: "refused" }),
    ],
  ],
  [
    "paid while the charging system is silent",
    [
      (object, topUpId) => {
        const sessionId = own("svc_00000000000000000000000018");
        return object.requestRefund({ topUpId, sessionId });
      },
    ],
  ],
  [
    "granted, and the charging system is silent",
    [
      (object, topUpId) => object.recordDeadLetter({ topUpId, queue: "edge-topup-dead" }),
      (object) => object.wake(),
    ],
  ],
  [
    "disputed after it was credited",
    [(object, topUpId) => object.unblockPayer({ topUpId, ...ORDER, ...BELOW })],
  ],
  [
    "credited",
    [
      (object, topUpId) => object.getEvidence({ topUpId }),
      (object) => object.exportService({ after: null }),
      (object) => object.listPayers({ after: "", limit: 50 }),
      (object) => object.creditsToReconcile(),
      (object, _, world) => object.noteReading({ reading: readingAt(world) }),
      (object, topUpId, world) =>
        object.recordReconciliation({ topUpId, reading: readingAt(world) }),
      (object) => object.setServiceClosed({ closed: true }),
      (object) => object.reproject({ order: ORDER }),
      (object) => object.getOverview({ sessionId: own("svc_00000000000000000000000001") }),
    ],
  ],
  [
    "credited after a declined card",
    [
      async (object, topUpId) => {
        const was = (await object.getPayer({ topUpId }))?.sealed ?? "";
        return object.resealPayers({ rows: [{ topUpId, was, payer: PAYER }] });
      },
      (object, topUpId) => object.erasePayer({ topUpIds: [topUpId], order: ORDER }),
      (object, topUpId) => object.reprojectIfUnseen({ topUpId }),
    ],
  ],
];

/** Gives every command, one after the other. Nothing else happens meanwhile. */
export async function giveCommands(world: World, stories: readonly Told[]): Promise<void> {
  quiet(world);
  const giving = (async () => {
    for (const [name, commands] of COMMANDS) {
      const story = stories.find((each) => each.name === name);
      if (!story) throw new Error(`no story is called "${name}"`);
      const port = world.portsFor(new Program("commander")).objects;
      const object = port.of(toId("svc", story.serviceId));
      for (const command of commands) {
        await command(object, toId("top", story.topUpId), world);
        await world.clock.sleep(SECOND);
      }
    }
  })();
  let failed: unknown = null;
  giving.catch((fault: unknown) => {
    failed = fault;
  });
  await world.clock.runUntil(world.clock.now + 5 * MINUTE, 100_000, () => {
    if (failed) throw failed;
  });
  await giving;
}

/** No alarm and no queue: only what is asked for happens. */
export function quiet(world: World): void {
  world.queues.consume = async () => {};
  for (const host of [...world.hosts.values(), ...world.keyedHosts.values()]) {
    void host.storage.deleteAlarm();
  }
}
