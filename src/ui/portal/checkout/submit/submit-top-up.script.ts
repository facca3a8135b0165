import type { Problem, TopUpCreated } from "../../../../contract/api.ts";
import type { Answer } from "../../api/api.script.ts";

/** How a request for a top-up ended, after all that can be cured without the customer. */
export type SubmitOutcome =
  | { readonly kind: "created"; readonly created: TopUpCreated }
  /** Money is in already: that top-up is the answer. */
  | { readonly kind: "already_paid"; readonly serviceId: string; readonly topUpId: string }
  /** Somebody paid minutes ago: another payment needs a yes. Null: we are not told which one. */
  | { readonly kind: "paid_recently"; readonly topUpId: string | null }
  | { readonly kind: "price_changed" }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "silent" };

export interface TopUpSubmission {
  /** Sends the request under the key of this try. */
  send(): Promise<Answer<TopUpCreated>>;
  /** The try has ended: the next `send` uses a new key. */
  newKey(): void;
  /** Reads the service again: new token, new quotes. False: it could not be read. */
  refresh(): Promise<boolean>;
  wait(ms: number): Promise<void>;
}

/** No answer: the same key again after these; ms. */
const RETRY_AFTER_MS: readonly number[] = [1000, 3000];
/** How often an earlier try that is being cancelled is waited for. */
const WAITS = 8;
const WAIT_MS = 2000;

/**
 * Asks for a top-up until there is an answer worth showing. Repeating is safe: the key says that it
 * is the same try.
 */
export async function submitTopUp(submission: TopUpSubmission): Promise<SubmitOutcome> {
  const left = { silent: RETRY_AFTER_MS.length, waits: WAITS, keys: 1, refreshes: 1 };
  for (;;) {
    const answer = await submission.send();
    if (answer.kind === "ok") return { kind: "created", created: answer.body };
    if (answer.kind === "silent") {
      if (left.silent-- === 0) return { kind: "silent" };
      await submission.wait(RETRY_AFTER_MS[RETRY_AFTER_MS.length - 1 - left.silent] ?? 0);
      continue;
    }
    const end = await cure(submission, answer, left);
    if (end) return end;
  }
}

type Refused = Extract<Answer<TopUpCreated>, { kind: "refused" }>;

/** Null: cured, ask again. */
async function cure(
  submission: TopUpSubmission,
  { problem, retryAfterMs }: Refused,
  left: { waits: number; keys: number; refreshes: number },
): Promise<SubmitOutcome | null> {
  switch (problem.code) {
    case "top_up_open":
      if (left.waits-- === 0) return { kind: "refused", problem };
      await submission.wait(retryAfterMs ?? WAIT_MS);
      return null;
    case "new_key_needed":
    case "key_conflict":
      if (left.keys-- === 0) return { kind: "refused", problem };
      submission.newKey();
      return null;
    case "service_token_invalid":
    case "quote_invalid":
      if (left.refreshes-- === 0) return { kind: "refused", problem };
      return (await submission.refresh()) ? null : { kind: "refused", problem };
    case "price_changed":
      return (await submission.refresh())
        ? { kind: "price_changed" }
        : { kind: "refused", problem };
    case "paid_recently":
      return { kind: "paid_recently", topUpId: problem.top_up ?? null };
    case "already_paid":
      return problem.top_up === undefined || problem.service_id === undefined
        ? { kind: "refused", problem }
        : { kind: "already_paid", serviceId: problem.service_id, topUpId: problem.top_up };
    default:
      return { kind: "refused", problem };
  }
}
