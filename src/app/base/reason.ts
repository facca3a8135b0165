import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** An operator's reason without white space around it; refuses an empty one: `reason_needed`. */
export function reasonOf(text: string): Result<string, Refusal<"reason_needed">> {
  const reason = text.trim();
  return reason === "" ? refusal("reason_needed") : ok(reason);
}
