import type { Timings } from "../../domain/base/timings.ts";

/**
 * The configuration of the deployment that use cases decide by; the rest never leaves compose. What
 * a brand decides is in `brands.ts` (decision 22 says which is which).
 */
export interface UseCaseSettings {
  readonly timings: Timings;
}
