import type { ErrorCode } from "../domain/base/errors.ts";
import * as m from "./generated/messages.ts";
import type { Sentence } from "./lang.ts";
import { SCRIPT_REFUSALS } from "./script-refusals.ts";

/** The customer's sentence for every refusal; a code without one does not compile. */
export const REFUSALS: Readonly<Record<ErrorCode, Sentence>> = {
  ...SCRIPT_REFUSALS,
  unauthorized: m.refusals_unauthorized,
  cross_site_form: m.refusals_cross_site_form,
  approval_expired: m.refusals_approval_expired,
  approval_overtaken: m.refusals_approval_overtaken,
  forbidden: m.refusals_forbidden,
  administrator_exists: m.refusals_administrator_exists,
  account_taken: m.refusals_account_taken,
  reason_needed: m.refusals_reason_needed,
  second_approver_needed: m.refusals_second_approver_needed,
  evidence_needed: m.refusals_evidence_needed,
};
