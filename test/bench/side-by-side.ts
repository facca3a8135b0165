/**
 * `node test/bench/side-by-side.ts` measures how long healthy accounts wait from paid to credited
 * while one account of five is silent at the OCS, and while 30 % of all calls to the OCS fail. The
 * Worker is the built bundle in workerd, whose queues run one batch at a time: the hardest case for
 * accounts beside each other. Decision 31 has the figures before and after.
 */
import { randomUUID } from "node:crypto";
import { Customer } from "../crash/customer.ts";
import { quantile } from "../crash/report.ts";
import { startQuickWorld } from "../dev/quick-world.ts";
import { SIMULATED } from "../dev/simulators.ts";
import { poolMember } from "../e2e/support/pool.ts";
import { Socket } from "./target.ts";

const SLOTS = 25;
const SILENT = 5;
const cast = Array.from({ length: SLOTS }, (_, n) => poolMember(n));
const world = await startQuickWorld({ name: "side-by-side", cast });
const { stripe, cgrates } = world.simulators;
if (!stripe || !cgrates) throw new Error("this bench needs both simulators");
const { publishableKey } = SIMULATED;
const shop = { url: world.url, stripeUrl: stripe.url, publishableKey };

interface Bought {
  readonly slot: number;
  /** Pays; resolves with paid to credited (or refunded), ms. */
  pay(): Promise<number>;
  /** Pays, and waits for nothing. */
  payOnly(): void;
}

async function buy(slot: number): Promise<Bought> {
  const customer = new Customer(shop, cast[slot]?.networks[0] ?? "");
  const created = await customer.buy(1, `key-${randomUUID()}`);
  const path = `/api/top-ups/${created.top_up.service_id}/${created.top_up.id}/socket`;
  const payOnly = () => void stripe?.admin.pay(created.payment_intent_id ?? "");
  return {
    slot,
    payOnly,
    async pay() {
      const socket = await Socket.open(`${world.url}${path}`);
      const paidAt = performance.now();
      payOnly();
      const endedAt = await socket.until((text) => /"state":"(credited|refunded)"/.test(text));
      socket.close();
      return endedAt - paidAt;
    },
  };
}

/** Each slot of a list pays `gapMs` after the one before. */
async function payInTurn(all: readonly Bought[], gapMs: number): Promise<number[]> {
  const waits = all.map(async (bought, n) => {
    await new Promise((resolve) => setTimeout(resolve, n * gapMs));
    return await bought.pay();
  });
  return await Promise.all(waits);
}

function print(what: string, waits: readonly number[]): void {
  const seconds = (q: number) => (quantile(waits, q) / 1000).toFixed(2);
  console.log(`${what}: ${waits.length} top-ups, p50 ${seconds(0.5)} s, p95 ${seconds(0.95)} s`);
}

async function buyAll(): Promise<Bought[]> {
  const all: Bought[] = [];
  for (let slot = 0; slot < SLOTS; slot += 1) all.push(await buy(slot));
  return all;
}

try {
  print("nothing wrong", await payInTurn(await buyAll(), 200));
  const some = await buyAll();
  const silent = some.filter(({ slot }) => slot % SILENT === 0);
  for (const { slot } of silent) {
    cgrates.admin.addFault({ kind: "hang", account: cast[slot]?.service.account ?? "" });
  }
  for (const bought of silent) bought.payOnly();
  const healthy = some.filter(({ slot }) => slot % SILENT !== 0);
  print("one account of five is silent, the others", await payInTurn(healthy, 400));
  cgrates.admin.clearFaults();
  const others = await Promise.all(healthy.map(({ slot }) => buy(slot)));
  for (const kind of ["hang", "drop_after"] as const)
    cgrates.admin.addFault({ kind, chance: 0.15 });
  print("30 % of all calls fail", await payInTurn(others, 400));
} finally {
  await world.stop();
}
