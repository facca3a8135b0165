import type { FieldError } from "../../contract/parse.ts";
import type { OwnDetail } from "../../contract/problem-words.ts";
import type { ErrorCode } from "../../domain/base/errors.ts";
import type { ServiceId, TopUpId } from "../../domain/base/ids.ts";
import type { Money } from "../../domain/base/money.ts";
import type { Refused } from "../../domain/base/result.ts";
import type { Scope } from "../../domain/operator/scope.ts";
import type { TopUpState } from "../../domain/top-up/states.ts";
import type { HumanCheckWidget } from "../ports/human-check.ts";

/**
 * A business "no" of a use case: a row of the error table, and what helps the caller go on. A use
 * case names the codes that it can answer with, as `Refusal<"quote_invalid" | "key_conflict">`.
 */
export interface Refusal<C extends ErrorCode = ErrorCode> {
  readonly code: C;
  /** Wrong fields, for `invalid_request`. */
  readonly errors?: readonly FieldError[];
  /** The top-up that is in the way, or that this is about. */
  readonly topUpId?: TopUpId;
  readonly serviceId?: ServiceId;
  /** That top-up's present state. */
  readonly state?: TopUpState;
  /** Words for developers and staff that say more than those of the code. */
  readonly detail?: OwnDetail;
  /** For `forbidden`: what the key lacks. */
  readonly scope?: Scope;
  /** For `price_changed`: what it costs now, and a quote that says so. */
  readonly price?: Money;
  readonly quote?: string;
  readonly retryAfterSeconds?: number;
  /** For `human_check_needed`: what the page has to show. */
  readonly widget?: HumanCheckWidget;
}

/**
 * The codes that a use case can refuse with, read off its type: what the document of its route is
 * compared with.
 */
export type CodesOf<UseCase extends (...input: never[]) => unknown> = Extract<
  Awaited<ReturnType<UseCase>>,
  Refused<Refusal>
>["error"]["code"];

/** Refuses with a code and, where it helps, more. */
export const refusal = <C extends ErrorCode>(
  code: C,
  more: Omit<Refusal, "code"> = {},
): Refused<Refusal<C>> => ({ ok: false, error: { code, ...more } });
