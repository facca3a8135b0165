import { randomUUID } from "node:crypto";
import { type PushFrame, pushFrame, type TopUpCreated } from "../../src/contract/api.ts";
import { Customer, Refused } from "../crash/customer.ts";
import { type QuickWorld, type QuickWorldOptions, startQuickWorld } from "../dev/quick-world.ts";
import { SIMULATED } from "../dev/simulators.ts";
import { poolMember } from "../e2e/support/pool.ts";
import type { CastMember } from "../fixtures/cast.ts";
import { processOf, SLOTS, Socket, type Target } from "./target.ts";

/** A service for each slot, and a network of its own: unpaid top-ups are counted by network. */
export function benchCast(member: typeof poolMember = poolMember): CastMember[] {
  return Array.from({ length: SLOTS }, (_, n) => ({ ...member(n), networks: [benchAddress(n)] }));
}

/** Addresses for benchmarks (RFC 2544), each in another /24. */
export const benchAddress = (slot: number): string => `198.18.${slot}.1`;

type WorldWish = Partial<Omit<QuickWorldOptions, "cast">>;

/** Starts the Worker as it is deployed, with simulators for the external systems. */
export async function startProduct(wish: WorldWish = {}): Promise<Target> {
  return productIn(await startQuickWorld({ name: "bench", cast: benchCast(), ...wish }));
}

/** The product as customers see it who buy with a card, confirmed through our server. */
export function productIn(world: QuickWorld, pid = world.worker.pid): Target {
  const { stripe } = world.simulators;
  if (!stripe) throw new Error("the bench needs a simulated Stripe");
  const { publishableKey } = SIMULATED;
  const shop = { url: world.url, stripeUrl: stripe.url, publishableKey };
  return {
    name: "product",
    url: world.url,
    ...processOf(pid),
    async customer(slot) {
      const customer = new Customer(shop, benchAddress(slot));
      const created = await buy(customer);
      const { service_id, id } = created.top_up;
      const socket = await Socket.open(`${world.url}/api/top-ups/${service_id}/${id}/socket`);
      const paidAt = performance.now();
      const credited = socket.until((text) => stateOf(text) === "credited");
      const [creditedAt] = await Promise.all([credited, customer.confirm(created)]);
      socket.close();
      return creditedAt - paidAt;
    },
    stop: () => world.stop(),
  };
}

/** On a machine that stalls, the balance is not read in time; a customer opens the page again. */
const OPENS_MAX = 5;

async function buy(customer: Customer): Promise<TopUpCreated> {
  const key = `key-${randomUUID()}`;
  for (let opened = 1; ; opened += 1) {
    try {
      return await customer.buy(1, key);
    } catch (fault) {
      const isUnread = fault instanceof Refused && fault.code === "balance_unreadable";
      if (!isUnread || opened === OPENS_MAX) throw fault;
    }
  }
}

const stateOf = (text: string): string => {
  const frame: PushFrame = pushFrame.parse(JSON.parse(text));
  return frame.top_up.state;
};
