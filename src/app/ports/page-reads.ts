import type { ChargingSystem } from "./charging-system.ts";

/**
 * Readings that are good enough to show, never to sell or to provision on: pages that ask at once
 * share one read of the OCS, which may be half a second old.
 */
export type PageReads = Pick<ChargingSystem, "read">;
