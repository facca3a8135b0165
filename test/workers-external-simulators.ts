/** Starts Stripe, the OCS and a mailbox in Node for the tests in workerd. */
import type { TestProject } from "vitest/node";
import { type SimulatorPorts, startSimulators } from "./dev/simulators.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly ports: SimulatorPorts;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { ports } = project.getProvidedContext();
  // No webhooks: the Worker under test has no URL. Tests pass the events on themselves.
  const simulators = await startSimulators({ ports, workerUrl: "http://127.0.0.1:9" });
  await (simulators.stripe && fetch(`${simulators.stripe.url}/_admin/webhooks`, PAUSED));
  return () => simulators.stop();
}
const PAUSED = { method: "POST", body: JSON.stringify({ paused: true }) };
