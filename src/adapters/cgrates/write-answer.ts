/** What an answer to a write means. No answer proves anything: only a reading does. */
import * as z from "zod";
import type { WriteAnswer } from "../../domain/ocs/reading.ts";
import { parseJson } from "./read-account.ts";

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

const Envelope = z.object({ result: z.unknown(), error: z.string().nullable() });

/**
 * Classifies the body of an HTTP 200. `PARTIALLY_EXECUTED` is `answered`, a permanent error is
 * `refused`, every other error is `unknown`.
 */
export function classifyAnswer(body: string): WriteAnswer {
  if (body === "") return { kind: "unknown", text: "empty answer" };
  const envelope = Envelope.safeParse(parseJson(body));
  if (!envelope.success) return { kind: "unknown", text: "not a JSON-RPC answer" };
  const { result, error } = envelope.data;
  if (error === null) {
    const text = typeof result === "string" ? result : (JSON.stringify(result) ?? "");
    return { kind: result === null ? "unknown" : "answered", text: text.slice(0, 200) };
  }
  const text = error.slice(0, 200);
  if (error === "PARTIALLY_EXECUTED") return { kind: "answered", text };
  return { kind: PERMANENT.some((pattern) => pattern.test(error)) ? "refused" : "unknown", text };
}
