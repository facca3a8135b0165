import type { ServiceId } from "../../domain/base/ids.ts";

/** What an operator orders for one service, and why; the log keeps it with the operator's name. */
export interface ServiceOrder {
  readonly serviceId: ServiceId;
  readonly reason: string;
}
