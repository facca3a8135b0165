import type { EndpointId } from "../../domain/base/ids.ts";

/** A secret of an endpoint, sealed; until when it signs too (Unix ms), null: without end. */
export interface SealedSecret {
  readonly sealed: string;
  readonly until: number | null;
}

/** Who is called when something happened. Instants: Unix ms. */
export interface CalledEndpoint {
  readonly id: EndpointId;
  readonly url: string;
  readonly description: string;
  /** Types, groups (`alert.*`) or `*`. */
  readonly types: readonly string[];
  /** Null: of the deployment and of all brands. */
  readonly brand: string | null;
  /** The newest first. */
  readonly secrets: readonly SealedSecret[];
  readonly enabled: boolean;
  /** Why it is disabled: an operator, or `failing` after days; null: it is enabled. */
  readonly disabledBecause: string | null;
  /** Since when no delivery has succeeded; null: the last one did. */
  readonly failingSince: number | null;
  readonly createdAt: number;
  readonly createdBy: string;
  /** From 1; each change has the next number. */
  readonly revision: number;
}

/** What was done to an endpoint, by whom and why. */
export interface EndpointChange {
  readonly at: number;
  readonly actor: string;
  readonly action: "added" | "rotated" | "disabled" | "enabled";
  readonly reason: string;
}

/** The endpoints in D1, written by operators. Methods throw when D1 does not answer. */
export interface WebhookEndpoints {
  all(): Promise<readonly CalledEndpoint[]>;
  byId(id: EndpointId): Promise<CalledEndpoint | null>;
  /**
   * Writes the row and what was done in one transaction. False: another change has this revision
   * already, and nothing was written.
   */
  write(endpoint: CalledEndpoint, change: EndpointChange): Promise<boolean>;
  /** The secrets sealed anew, under the newest key; nothing an operator did. */
  reseal(endpoint: CalledEndpoint, secrets: readonly SealedSecret[]): Promise<void>;
  /** Newest first. */
  history(id: EndpointId, limit: number): Promise<readonly EndpointChange[]>;
}
