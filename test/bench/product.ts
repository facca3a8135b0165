import { randomUUID } from "node:crypto";
import { type PushFrame, pushFrame } from "../../src/contract/api.ts";
import { Customer } from "../crash/customer.ts";
import { startQuickWorld } from "../dev/quick-world.ts";
import { SIMULATED } from "../dev/simulators.ts";
import { poolMember } from "../e2e/support/pool.ts";
import { Socket, type Target } from "./target.ts";

/** Starts the Worker as it is deployed, with simulators for the external systems. */
export async function startProduct(slots: number): Promise<Target> {
  const cast = Array.from({ length: slots }, (_, n) => poolMember(n));
  const world = await startQuickWorld({ name: "bench", cast });
  const { stripe } = world.simulators;
  if (!stripe) throw new Error("the bench needs a simulated Stripe");
  const { publishableKey } = SIMULATED;
  const shop = { url: world.url, stripeUrl: stripe.url, publishableKey };
  return {
    name: "product",
    async customer(slot) {
      const customer = new Customer(shop, cast[slot]?.networks[0] ?? "");
      const created = await customer.buy(1, `key-${randomUUID()}`);
      const { service_id, id } = created.top_up;
      const socket = await Socket.open(`${world.url}/api/top-ups/${service_id}/${id}/socket`);
      stripe.admin.pay(created.payment_intent_id ?? "");
      const paidAt = performance.now();
      const creditedAt = await socket.until((text) => stateOf(text) === "credited");
      socket.close();
      return creditedAt - paidAt;
    },
    stop: () => world.stop(),
  };
}

const stateOf = (text: string): string => {
  const frame: PushFrame = pushFrame.parse(JSON.parse(text));
  return frame.top_up.state;
};
