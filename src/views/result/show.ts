import type { TopUpName } from "../../domain/top-up/names.ts";
import { credited } from "./credited.ts";
import type { ResultInput, ResultView } from "./parts.ts";
import { closing, inReview, parked, processing, working } from "./pending.ts";
import { refunded, refundFailed, refunding, reversing, withdrawing } from "./returned.ts";
import { awaitingApproval, awaitingPayment, lapsing, unpaid } from "./unpaid.ts";

/** One drawing per name, so that no state is left to a default. */
const VIEWS: Readonly<Record<TopUpName, (input: ResultInput) => ResultView>> = {
  awaiting_payment: awaitingPayment,
  processing,
  lapsing,
  unpaid,
  awaiting_approval: awaitingApproval,
  in_review: inReview,
  paid: working,
  crediting: working,
  closing,
  credited,
  withdrawing,
  reversing,
  refunding,
  refund_failed: refundFailed,
  refunded,
  parked,
};

/** The result of a top-up, the same words from the server and after a push. */
export const showResult = (input: ResultInput): ResultView => VIEWS[input.topUp.state](input);
