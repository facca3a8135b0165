/** What can be read of a world without changing it: every object's answers, and the lists of D1. */
import type { ServiceId, TopUpId } from "../../src/domain/base/ids.ts";
import { toId } from "../../src/domain/base/ids.ts";
import type { TopUpState } from "../../src/domain/top-up/states.ts";
import { MINUTE } from "../simulation/world/durations.ts";
import { Program } from "../simulation/world/network.ts";
import type { World } from "../simulation/world/world.ts";
import { quiet } from "./commands.ts";
import { asJson } from "./contains.ts";
import type { FrozenStory } from "./frozen.ts";

type Told = Pick<FrozenStory, "serviceId" | "topUpId">;
const PAGE = { before: null, limit: 50 } as const;
const STATES: readonly TopUpState[] = ["credited", "parked", "processing"];

/** Answers by the name of the read. The clock moves by as much as the calls take. */
export async function readAll(world: World, stories: readonly Told[]) {
  const answers: Record<string, unknown> = {};
  const reading = (async () => {
    for (const [name, read] of readsOf(world, stories)) answers[name] = asJson(await read());
  })();
  let failed: unknown = null;
  reading.catch((fault: unknown) => {
    failed = fault;
  });
  quiet(world);
  await world.clock.runUntil(world.clock.now + MINUTE, 100_000, () => {
    if (failed) throw failed;
  });
  await reading;
  return answers;
}

type Read = readonly [name: string, read: () => Promise<unknown>];

function readsOf(world: World, stories: readonly Told[]): Read[] {
  const ports = world.portsFor(new Program("reader"));
  const { readModels, paymentBindings, provisioningJobs, payerDirectory } = ports;
  const ofObjects = stories.flatMap(({ serviceId, topUpId }) =>
    readsOfObject(world, toId("svc", serviceId), toId("top", topUpId)),
  );
  const filter = { serviceId: null, brand: null, price: null, from: null, to: null };
  const intents = [...world.stripe.intents.values()].map(({ id }) => id);
  return [
    ...ofObjects,
    ["d1 ended intents", async () => [...(await readModels.endedIntents(intents))].sort()],
    ["d1 unfinished services", () => readModels.unfinishedServices(null, 50)],
    ["d1 services to reconcile", () => readModels.servicesToReconcile(world.clock.now, "", 50)],
    ["d1 unresolved", () => readModels.unresolved("all", 50)],
    ["d1 waiting approvals", () => readModels.waitingApprovals("all", world.clock.now, 50)],
    ["d1 known services", () => readModels.knownServices("", 50)],
    ["d1 known brands", () => readModels.knownBrands()],
    ["d1 all", () => readModels.browse("all", { ...filter, states: null, declined: false }, PAGE)],
    [
      "d1 declined",
      () => readModels.browse("all", { ...filter, states: null, declined: true }, PAGE),
    ],
    ...STATES.map(
      (state): Read => [
        `d1 ${state}`,
        () => readModels.browse("all", { ...filter, states: [state], declined: false }, PAGE),
      ],
    ),
    ...intents.flatMap((id): Read[] => [
      [`d1 by intent ${id}`, () => readModels.topUps("all", { by: "intent", value: id }, PAGE)],
      [`d1 service of ${id}`, () => readModels.serviceOf({ intentId: id })],
      [`d1 binding of ${id}`, () => paymentBindings.bindingOf(id)],
    ]),
    ...[1_000_000, 1_000_001, 1_000_002].map(
      (n): Read => [`d1 job ${n}`, () => provisioningJobs.byNumber(n)],
    ),
    ["d1 customers", () => payerDirectory.byKeys("north", [btoa("north anna1@example.com")])],
  ];
}

function readsOfObject(world: World, serviceId: ServiceId, topUpId: TopUpId): Read[] {
  const object = world.portsFor(new Program("reader")).objects.of(serviceId);
  const of = (what: string) => `${serviceId} ${what}`;
  return [
    [of("view"), () => object.getTopUp({ topUpId })],
    [of("state"), () => object.loadTopUp({ topUpId })],
    [of("evidence"), () => object.getEvidence({ topUpId })],
    [of("payer"), () => object.getPayer({ topUpId })],
    [of("payers"), () => object.listPayers({ after: "", limit: 50 })],
    [of("account"), () => object.getAccountState()],
    [of("overview"), () => object.getOverview({ sessionId: null })],
    [of("credits"), () => object.creditsToReconcile()],
    [of("stripe calls"), () => object.pendingStripeCalls({ topUpId })],
    [of("notices"), () => object.pendingNotices({ topUpId, once: false })],
    [of("unprojected"), () => object.unprojected()],
  ];
}
