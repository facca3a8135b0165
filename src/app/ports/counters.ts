import type { Id } from "../../domain/base/ids.ts";
import type { RateLimit } from "./keyed-object.ts";

/** What is counted under one name, e.g. `declines.session.ses_…`, and how often it may happen. */
export interface Rate {
  /** One line of at most 95 characters; what outsiders choose in it has a bounded length. */
  readonly name: string;
  /** One or more, of windows of at most 24 hours. */
  readonly limits: readonly RateLimit[];
}

/**
 * How often something happened lately, counted across all services and isolates: one keyed object
 * per name (decision 26), exact, and forgotten after a day. A call costs one round trip, to all
 * names at once. Methods throw a `PortFault` when a counter does not answer; a caller that lies on
 * the way of a payment bounds the time it waits and says what holds then.
 */
export interface Counters {
  /**
   * Counts the id once under every name, or under none: answers with the rates that had no room
   * (none: it is counted). The same id again counts nothing more and has room where it is counted.
   */
  take(input: {
    readonly id: Id<string>;
    /** Whom it is about, e.g. the service. */
    readonly owner: Id<string>;
    readonly rates: readonly Rate[];
  }): Promise<readonly Rate[]>;
  /** Takes the id out again, where it is counted. */
  giveBack(input: { readonly id: Id<string>; readonly rates: readonly Rate[] }): Promise<void>;
  /** Only reads: the rates that have no room for one more. */
  full(input: { readonly rates: readonly Rate[] }): Promise<readonly Rate[]>;
}
