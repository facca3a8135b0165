import type { Edit } from "./hooks.ts";
import type { Kind } from "./scenario-kinds.ts";

/** A mistake in the source, which the simulation must find within a number of seeds. */
export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The kind of seed that provokes this mistake. Null: any. */
  readonly kind: Kind | null;
  /** Seeds. */
  readonly within: number;
  /** For liveness: sweep and credit reconciliation are switched off. */
  readonly withoutCron?: true;
}
