/** What pages and sales ask about a service and its account. */
import type { BucketId } from "../../../domain/base/ids.ts";
import type { OfferKind } from "../../../domain/base/offer-kind.ts";
import type { Reading } from "../../../domain/ocs/reading.ts";
import type { TopUpView } from "../../../domain/top-up/view.ts";

/** What a page or a sale needs to know about the account besides a reading of it. */
export interface AccountState {
  /** Ids of buckets that must not count as validity (decision return). */
  readonly returnedBuckets: readonly BucketId[];
  /** The latest end of credited top-ups, by the kind of what they bought; null: there is none. */
  readonly lastCreditedEndAt: Readonly<Record<OfferKind, number | null>>;
  /** The last one that provisioning made; good enough to sell on while it is young. */
  readonly lastReading: Reading | null;
  /** The newest of any kind: what to show while the OCS is silent. */
  readonly shownReading: Reading | null;
}

export interface OpenTopUp extends TopUpView {
  /** Whether the session that asks made it; false when no session asks. */
  readonly own: boolean;
}

export interface Overview {
  readonly accountState: AccountState;
  /** The unfinished and the newest top-up of the service, for "resume" on any device. */
  readonly openTopUps: readonly OpenTopUp[];
  /** The newest top-up that was paid within the last minutes and not returned (row P10). */
  readonly recentTopUp: TopUpView | null;
}
