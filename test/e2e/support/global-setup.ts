import { openWorld } from "./open-world.ts";

/** In production these times are minutes; in journeys they are seconds. */
export const TIMINGS = {
  ocsCallMs: 1000,
  tryMs: 3500,
  leaseMs: 5000,
  resolvingCallMs: 1000,
  resolvingTryMs: 3500,
  resolvingLeaseMs: 5000,
  readingFreshMs: 2000,
  readingSharedMs: 0,
  onOutageMs: 4000,
  maxWaitMs: 15_000,
  provisioningDeadlineMs: 6000,
  redispatchMs: 500,
  redispatchMaxMs: 1000,
  projectionDelayMs: 1000,
  backoffFirstMs: 300,
  backoffMaxMs: 1000,
};

export default function globalSetup(): Promise<() => Promise<void>> {
  return openWorld("e2e", TIMINGS);
}
