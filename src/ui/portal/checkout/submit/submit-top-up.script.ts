import type { Problem, TopUpCreated } from "../../../../contract/api.ts";
import type { HumanCheckJson } from "../../../../contract/human-check.ts";
import type { Answer } from "../../api/api.script.ts";

/** How a request for a top-up ended, after all retries that need no answer of the customer. */
export type SubmitOutcome =
  | { readonly kind: "created"; readonly created: TopUpCreated }
  /** The payment has already succeeded: the customer is led to that top-up. */
  | { readonly kind: "already_paid"; readonly serviceId: string; readonly topUpId: string }
  /**
   * The service was paid for minutes ago; the customer must confirm. Null: top-up not disclosed.
   */
  | { readonly kind: "paid_recently"; readonly topUpId: string | null }
  | { readonly kind: "price_changed" }
  /** A person has to be there first. */
  | { readonly kind: "human_check"; readonly widget: HumanCheckJson }
  | { readonly kind: "refused"; readonly problem: Problem }
  | { readonly kind: "silent" };

/** What `submitTopUp` needs; the page gives it, tests give their own. */
export interface TopUpSubmission {
  /** Sends the request under its idempotency key. */
  send(): Promise<Answer<TopUpCreated>>;
  /** Forgets the key: the next `send` uses a new one. */
  newKey(): void;
  /**
   * Gets the service again, with a new token and new quotes. False: no service, or not for sale.
   */
  refresh(): Promise<boolean>;
  wait(ms: number): Promise<void>;
}

/** Pauses before the request is sent again when there was no answer; ms. */
const RETRY_AFTER_MS: readonly number[] = [1000, 3000];
/** How often to wait for an earlier top-up that is being canceled, and how long; ms. */
const WAITS = 8;
const WAIT_MS = 2000;

/**
 * Requests a top-up until there is an answer for the customer. Repeating is safe, because requests
 * under the same idempotency key make one top-up.
 */
export async function submitTopUp(submission: TopUpSubmission): Promise<SubmitOutcome> {
  const left = { silent: RETRY_AFTER_MS.length, waits: WAITS, keys: 1, refreshes: 1 };
  for (;;) {
    const answer = await submission.send();
    if (answer.kind === "ok") {
      const created = answer.body;
      if (!isLostDecline(created) || left.keys-- === 0) return { kind: "created", created };
      submission.newKey();
      continue;
    }
    if (answer.kind === "silent") {
      if (left.silent-- === 0) return { kind: "silent" };
      await submission.wait(RETRY_AFTER_MS[RETRY_AFTER_MS.length - 1 - left.silent] ?? 0);
      continue;
    }
    const end = await retryAfter(submission, answer, left);
    if (end) return end;
  }
}

/**
 * A browser without cookies is a new session each time: after a decline the server does not tell it
 * its own payment again. Nothing is being charged then, so the next card pays a new
 * top-up, and the old one ends by its age.
 */
const isLostDecline = ({ payment_intent_id, top_up }: TopUpCreated): boolean =>
  payment_intent_id === null && top_up.state === "awaiting_payment" && top_up.decline_code !== null;

type Refused = Extract<Answer<TopUpCreated>, { kind: "refused" }>;

/** Does what a refusal asks for. Null: done, send again. */
async function retryAfter(
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
    case "human_check_needed":
      return problem.human_check
        ? { kind: "human_check", widget: problem.human_check }
        : { kind: "refused", problem };
    case "paid_recently":
      return { kind: "paid_recently", topUpId: problem.top_up_id ?? null };
    case "already_paid":
      return problem.top_up_id === undefined || problem.service_id === undefined
        ? { kind: "refused", problem }
        : { kind: "already_paid", serviceId: problem.service_id, topUpId: problem.top_up_id };
    default:
      return { kind: "refused", problem };
  }
}
