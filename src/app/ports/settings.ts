import type { Timings } from "../../domain/base/timings.ts";

/**
 * The configuration of the deployment that use cases decide by; the rest never leaves compose. What
 * a brand decides is in `brands.ts` (decision 22 says which is which).
 */
export interface UseCaseSettings {
  readonly timings: Timings;
  /** The charging systems of this deployment, as services name them (`ocs`). */
  readonly engines: readonly string[];
  /** What runs here, as `/api/health` says it. */
  readonly version: string;
  /** Makes the first administrator's key, and does nothing else; null: not set. */
  readonly operatorBootstrapToken: string | null;
  /** Whom alerts go to by email, and from whom they come (`Name <name@example.com>`). */
  readonly alerts: { readonly emails: readonly string[]; readonly from: string };
  /** What webhooks may call; `anyUrl`: only on a developer's machine. */
  readonly webhooks: { readonly anyUrl: boolean; readonly ports: readonly number[] };
  /** Whether keys whose tokens are published with the source open anything: never in production. */
  readonly publishedKeys: "taken" | "refused";
  /** What the names of all queues of this environment begin with (`QUEUE_PREFIX`). */
  readonly queuePrefix: string;
}
