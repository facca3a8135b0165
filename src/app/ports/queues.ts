/** Thin messages: ids only. The consumer asks the object what there is to do. */
export interface Queues {
  provision(message: { serviceId: string; topUpId: string }): Promise<void>;
  /** Refund rows and cancellations of a top-up. */
  refund(message: { serviceId: string; topUpId: string }): Promise<void>;
  project(message: { serviceId: string }): Promise<void>;
  notify(message: { serviceId: string; topUpId: string }): Promise<void>;
}
