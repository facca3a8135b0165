/** What an answer to a write means. No answer proves anything: only a reading does. */
import type { WriteAnswer } from "../../domain/ocs/reading.ts";
import type { EngineAnswer } from "./json-rpc.ts";

/**
 * Errors that the same bytes get every time. The engine raises them before it executes anything;
 * `PARTIALLY_EXECUTED` means that the action failed and that the account was not saved. "can't find
 * service" and "can't find method" are none of these: an engine that is starting answers so for a
 * few milliseconds, before its services are there.
 */
const PERMANENT: readonly RegExp[] = [
  /^PARTIALLY_EXECUTED\b/,
  /^MANDATORY_IE_MISSING\b/,
  /^json: cannot unmarshal /,
  /^jsonrpc: request body missing params/,
  /^Unsupported time format/,
  /^parsing time /,
  /^time: /,
  /^strconv\./,
  /^cannot convert field: /,
  /^rpc: service\/method request ill-formed/,
];

/**
 * Classifies the answer to a write. A permanent error is `refused`, every other error `not_now`; no
 * answer is `unknown`.
 */
export function classifyAnswer(answer: EngineAnswer): WriteAnswer {
  if (answer.kind === "none") return { kind: "unknown", text: answer.why };
  if (answer.kind === "result") {
    const { result } = answer;
    const text = typeof result === "string" ? result : (JSON.stringify(result) ?? "");
    const said = result !== null && result !== undefined;
    return { kind: said ? "answered" : "unknown", text: text.slice(0, 200) };
  }
  const { error } = answer;
  const text = error.slice(0, 200);
  return { kind: PERMANENT.some((pattern) => pattern.test(error)) ? "refused" : "not_now", text };
}
