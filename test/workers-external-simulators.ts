/** Starts Stripe, the OCS, a mailbox and a webhook receiver in Node for the tests in workerd. */
import type { TestProject } from "vitest/node";
import { type SimulatorPorts, startSimulators } from "./dev/simulators.ts";
import { startWebhookReceiver } from "./simulators/webhook-receiver/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly ports: SimulatorPorts & { readonly receiver: number };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { ports } = project.getProvidedContext();
  // No webhooks: the Worker under test has no URL. Tests pass the events on themselves.
  const simulators = await startSimulators({ ports, workerUrl: "http://127.0.0.1:9" });
  await (simulators.stripe && fetch(`${simulators.stripe.url}/_admin/webhooks`, PAUSED));
  const receiver = await startWebhookReceiver({ port: ports.receiver });
  return async () => {
    await Promise.all([simulators.stop(), receiver.close()]);
  };
}
const PAUSED = { method: "POST", body: JSON.stringify({ paused: true }) };
