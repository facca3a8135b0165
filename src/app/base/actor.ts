/**
 * Who acts. Every use case is told, so that it can decide what is allowed and record who it was.
 * An actor is made where the request comes in (http, triggers), never read from a request's body.
 */
export type Actor = Customer | Caller | Operator | System;

/** A browser or an app in front of the portal; the session only proves that it is the same one. */
export interface Customer {
  readonly kind: "customer";
  readonly sessionId: string;
  /** The requesting address; null: not known. */
  readonly ip: string | null;
}

/** An older system, or a merchant's server, that calls for its own customer. */
export interface Caller {
  readonly kind: "caller";
  readonly ip: string | null;
}

/** A person of the operator's staff; `name` is what the bearer of the operator token says. */
export interface Operator {
  readonly kind: "operator";
  readonly name: string;
}

/** The Worker itself, woken by Stripe's webhook, a queue message or a cron run. */
export interface System {
  readonly kind: "system";
  readonly trigger: "webhook" | "queue" | "cron";
}
