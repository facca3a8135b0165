/** What an answer to a write means. No answer proves anything: only a reading does. */
import * as z from "zod";
import type { WriteAnswer } from "../../domain/ocs/reading.ts";
import { parseJson } from "./read-account.ts";

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

const Envelope = z.object({ result: z.unknown(), error: z.string().nullable() });

/**
 * Classifies the body of an HTTP 200. A permanent error is `refused`, every other error is
 * `not_now`.
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
  return { kind: PERMANENT.some((pattern) => pattern.test(error)) ? "refused" : "not_now", text };
}
