import type { TopUpState } from "../../../domain/top-up/states.ts";
import { credited } from "./credited.ts";
import { awaitingApproval, awaitingPayment, canceled, canceling } from "./not-paid.ts";
import type { ResultInput, ResultView } from "./parts.ts";
import { inReview, parked, processing, resolving, working } from "./pending.ts";
import { refunded, refundFailed, refunding, reversing, revoking } from "./returned.ts";

/** One function per name of a top-up, so that no state falls to a default. */
const VIEWS: Readonly<Record<TopUpState, (input: ResultInput) => ResultView>> = {
  awaiting_payment: awaitingPayment,
  processing,
  canceling,
  canceled,
  awaiting_approval: awaitingApproval,
  in_review: inReview,
  paid: working,
  crediting: working,
  resolving,
  credited,
  revoking,
  reversing,
  refunding,
  refund_failed: refundFailed,
  refunded,
  parked,
};

/** What the page of a top-up shows: the same from the server and, after a push, from the script. */
export const resultView = (input: ResultInput): ResultView => VIEWS[input.topUp.state](input);
