/**
 * `node test/bench/scale.ts [--print]` counts what a top-up, a page, a canceled top-up and a sweep
 * ask of the platform, in workerd with the bundle that is deployed, and writes
 * src/cli/scale/counts.json; `npm run scale -- --write` makes src/docs/scale.md of it.
 */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { AskedOfPlatform, ScaleCounts } from "../../src/cli/scale/model.ts";
import { Customer } from "../crash/customer.ts";
import { CONFIG, ROOT } from "../dev/paths.ts";
import { type QuickWorld, startQuickWorld } from "../dev/quick-world.ts";
import { SIMULATED } from "../dev/simulators.ts";
import { type Counts, countingModule, takeCounts } from "./counted/counted.ts";
import { benchAddress, benchCast, productIn } from "./product.ts";
import type { Target } from "./target.ts";

/** Longer than the projection waits for more. */
const QUIET_MS = 2500;
/** As many services do it once before, which makes their tables and fills what is kept of D1. */
const TIMES = 10;
/** Measured by test/adapters/d1-storage.test.ts, which fails above it. */
const D1_BYTES = 1600;
const D1_MAIN_BYTES = 500;
const OPERATIONS_OF_A_MESSAGE = 3;
const OBJECT_GB = 0.128;
const MS = 1000;
/** A service that only the growth of its object is read from. */
const GROWING = 50;

/** What was counted, divided by how often it happened, in the words of the bill. */
function asked(counts: Counts, cpuMs: number, times: number): AskedOfPlatform {
  const of = (name: string) => (counts[name] ?? 0) / times;
  const all = {
    requests: of("requests"),
    cpuMs: cpuMs / times,
    objectRequests: of("calls of objects") + of("alarms"),
    objectSeconds: (of("ms in objects") / MS) * OBJECT_GB,
    objectRowsRead: of("rows read of objects"),
    objectRowsWritten: of("rows written to objects") + of("alarms set"),
    d1RowsRead: of("rows read of D1"),
    d1RowsWritten: of("rows written to D1"),
    queueOperations: of("messages") * OPERATIONS_OF_A_MESSAGE,
    logLines: of("log lines"),
    dataPoints: of("data points"),
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, Number(value.toFixed(3))]),
  );
}

/** Does something at services that did it before, and says what one of them asked for. */
async function measure(
  target: Target,
  once: (slot: number) => Promise<unknown>,
): Promise<AskedOfPlatform> {
  for (let slot = 0; slot < TIMES; slot++) await once(slot);
  await pause(QUIET_MS);
  await takeCounts(target.url);
  const cpuBefore = target.cpuMs();
  for (let slot = 0; slot < TIMES; slot++) await once(slot);
  await pause(QUIET_MS);
  const cpuMs = target.cpuMs() - cpuBefore;
  return asked((await takeCounts(target.url)).counts, cpuMs, TIMES);
}

/** Bytes of one service's object with one top-up, and per further one. */
async function objectGrowth(target: Target): Promise<{ first: number; further: number }> {
  const sizeNow = async () => {
    await pause(QUIET_MS);
    const { sizes } = await takeCounts(target.url);
    const service = benchCast()[GROWING]?.service.id ?? "";
    const size = sizes[service];
    if (size === undefined) throw new Error(`no object ${service}`);
    return size;
  };
  await target.customer(GROWING);
  const first = await sizeNow();
  for (let n = 0; n < TIMES; n++) await target.customer(GROWING);
  return { first, further: Math.round(((await sizeNow()) - first) / TIMES) };
}

async function countAll(world: QuickWorld): Promise<ScaleCounts> {
  const target = productIn(world);
  const { stripe } = world.simulators;
  const { publishableKey } = SIMULATED;
  const shop = { url: world.url, stripeUrl: stripe?.url ?? "", publishableKey };
  const growth = await objectGrowth(target);
  return {
    topUp: await measure(target, (slot) => target.customer(slot)),
    page: await measure(target, (slot) => open(world.url, benchAddress(slot))),
    canceled: await measure(target, async (slot) => {
      const buyer = new Customer(shop, benchAddress(slot));
      await buyer.cancel(await buyer.buy(1, `key-${randomUUID()}`));
    }),
    sweep: await measure(target, () => world.worker.scheduled("*/5 * * * *")),
    d1Bytes: D1_BYTES,
    d1MainBytes: D1_MAIN_BYTES,
    objectBytes: growth.first,
    objectBytesPerTopUp: growth.further,
  };
}

async function open(url: string, address: string): Promise<void> {
  const answer = await fetch(url, { headers: { "cf-connecting-ip": address } });
  if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
  await answer.text();
}

const { values } = parseArgs({ options: { print: { type: "boolean", default: false } } });
const world = await startQuickWorld({
  name: "scale",
  cast: benchCast(),
  around: countingModule(CONFIG),
});
try {
  const text = `${JSON.stringify(await countAll(world), null, 2)}\n`;
  if (values.print) console.log(text);
  else writeFileSync(`${ROOT}src/cli/scale/counts.json`, text);
} finally {
  await world.stop();
}
