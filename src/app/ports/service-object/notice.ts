/** Notices to customers: what is to be sent, and what became of it. */
import type { TopUpId } from "../../../domain/base/ids.ts";
import type { NoticeKind, TopUp } from "../../../domain/top-up/top-up.ts";
import type { SealedPayer } from "../payer-vault.ts";

export interface PendingNotices {
  readonly topUp: TopUp;
  readonly notices: readonly NoticeKind[];
  /** Null: forgotten meanwhile; no notice reaches anyone. */
  readonly payer: SealedPayer | null;
}

/**
 * Whether the email service took a notice. `unsure`: perhaps; it is never sent again. `withheld`:
 * it was not sent and will not be, because the address had enough of them that day.
 */
export type NoticeAnswer = "taken" | "undeliverable" | "not_taken" | "unsure" | "withheld";

export interface RecordNotice {
  readonly topUpId: TopUpId;
  readonly kind: NoticeKind;
  readonly answer: NoticeAnswer;
}
