/**
 * Why a consumer that claims or asks for a grant has nothing to do. These words pass between the
 * object and its consumers only: none of them is an `ErrorCode`, so no route can answer with one.
 */
export type StopReason =
  /** This object has no such top-up. */
  | "unknown_top_up"
  /** The decision is not to deliver, or all is done; a message may always come twice. */
  | "nothing_to_do"
  /** An earlier top-up of the same account is being added first (invariant 6). */
  | "not_your_turn"
  /** Another consumer has a live lease. */
  | "in_hand"
  /** In review: a person decides first. */
  | "not_approved"
  /** A newer claim exists: this consumer sends nothing. */
  | "stale_fence"
  /** The table of states has no grant or revocation here. */
  | "not_in_this_state"
  /** The OCS did not answer the reading; tried again later. */
  | "account_unreadable"
  /** A partial refund would grant a shorter generation here; nothing decides that yet. */
  | "not_decided";
