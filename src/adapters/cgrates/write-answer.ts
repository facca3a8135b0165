/** What an answer to a write means. No answer proves anything: only a reading does. */
import type { WriteAnswer } from "../../domain/ocs/reading.ts";
import type { EngineAnswer } from "./json-rpc.ts";

/**
 * Errors that the same bytes get every time, because the engine raises them before it executes
 * anything. An engine that is still starting answers "can't find service" too; then the reading
 * that follows decides.
 */
const PERMANENT: readonly RegExp[] = [
  /^MANDATORY_IE_MISSING\b/,
  /^json: cannot unmarshal /,
  /^jsonrpc: request body missing params/,
  /^Unsupported time format/,
  /^parsing time /,
  /^time: /,
  /^strconv\./,
  /^cannot convert field: /,
  /^rpc: can't find (service|method) /,
  /^rpc: service\/method request ill-formed/,
];

/**
 * Classifies the answer to a write. `PARTIALLY_EXECUTED` is `answered`, a permanent error is
 * `refused`, every other error and no answer is `unknown`.
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
  if (error === "PARTIALLY_EXECUTED") return { kind: "answered", text };
  return { kind: PERMANENT.some((pattern) => pattern.test(error)) ? "refused" : "unknown", text };
}
