import type { SessionId } from "../../domain/base/ids.ts";
import type { Brands } from "../../domain/operator/brands.ts";
import type { OperatorRef } from "../../domain/operator/operator-key.ts";
import type { OperatorRole, Scope } from "../../domain/operator/scope.ts";

/**
 * Who acts. An actor is made where the request comes in (http, triggers), and its kind is never
 * read from a request. A use case takes one where it decides or records by it: the customer's
 * session is the permission to change a top-up, an address is evidence, an operator's key and
 * name stay in the log.
 */
export type Actor = Customer | Caller | Operator | System;

/** A browser or an app in front of the portal; the session only proves that it is the same one. */
export interface Customer {
  readonly kind: "customer";
  readonly sessionId: SessionId;
  /** The requesting address; null: not known. */
  readonly ip: string | null;
}

/** An older system, or a merchant's server, that calls for its own customer. */
export interface Caller {
  readonly kind: "caller";
  /** The requesting address; null: not known. */
  readonly ip: string | null;
  /** Who holds the key of this call; null: it has none, and proves nothing. */
  readonly key: Operator | null;
}

/**
 * One of the operator's staff, or another system of the operator's: what the row of its key says,
 * and nothing that a request says.
 */
export interface Operator extends OperatorRef {
  readonly kind: "operator";
  readonly role: OperatorRole;
  /** What it may do. */
  readonly scopes: readonly Scope[];
  /** Services and top-ups of other brands are as if they were not there. */
  readonly brands: Brands;
}

/** The Worker itself, woken by Stripe's webhook, a queue message or a cron run. */
export interface System {
  readonly kind: "system";
  readonly trigger: "webhook" | "queue" | "cron";
}

/** An operator as logs of top-ups keep it. */
export const refOf = ({ keyId, person, name }: Operator): OperatorRef => ({ keyId, person, name });

/** How log lines call an actor: its kind or its trigger, never a person. */
export const actorLabel = (actor: Actor): string =>
  actor.kind === "system" ? actor.trigger : actor.kind;
