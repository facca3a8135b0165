/** One HTTP call to the engine, bounded in time and in size. */
import { type EngineAnswer, inEnvelope, readAnswer } from "./json-rpc.ts";

export interface Endpoint {
  /** The JSON-RPC endpoint, as `https://ocs.example/jsonrpc`. */
  readonly url: string;
  /** The whole header, as `Basic …`. Never part of an answer or a log line. */
  readonly authorization?: string;
  /** For one call with its body: v0.10 never answers a malformed request. */
  readonly timeoutMs: number;
  /** A service token of Cloudflare Access. Never part of an answer or a log line. */
  readonly access?: { readonly id: string; readonly secret: string };
  /** What carries the call: a binding (Workers VPC, mTLS); absent: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/**
 * Bytes of one answer. An account with 2,000 buckets takes about 1 MB; an endless answer would take
 * the memory of every other request in the same isolate.
 */
export const ANSWER_BYTES_MAX = 2_000_000;

class TooLong extends Error {}

/**
 * Asks the engine `call` (`callText`) under an id of its own. Never throws: no answer, another
 * call's answer, and one that does not end are all `none`.
 */
export async function post(endpoint: Endpoint, call: string): Promise<EngineAnswer> {
  const id = crypto.randomUUID();
  const send = endpoint.fetch ?? fetch;
  try {
    const response = await send(endpoint.url, {
      method: "POST",
      headers: headersOf(endpoint),
      body: inEnvelope(id, call),
      // A redirect, say to a login page, is no answer, and must not get the authorization.
      redirect: "manual",
      signal: AbortSignal.timeout(endpoint.timeoutMs),
    });
    const refused = refusedAccess(response);
    if (response.status !== 200 || refused !== null) {
      // An unread body keeps the connection busy.
      await response.body?.cancel();
      return refused === null
        ? { kind: "none", why: `HTTP ${response.status}` }
        : { kind: "none", why: refused, misconfigured: true };
    }
    return readAnswer(id, await boundedText(response));
  } catch (fault) {
    return { kind: "none", why: whyNoAnswer(fault, endpoint.timeoutMs) };
  }
}

function headersOf({ authorization, access }: Endpoint): Record<string, string> {
  return {
    "content-type": "application/json",
    ...(authorization !== undefined && { authorization }),
    ...(access && {
      "cf-access-client-id": access.id,
      "cf-access-client-secret": access.secret,
    }),
  };
}

const TOKEN =
  "the Access service token (CGRATES_ACCESS_ID and _SECRET; `access` in OCS_ENGINES) " +
  "is missing, wrong or expired";

/**
 * Why the way to the engine is not open to us: what answers is a login page or a refusal, which no
 * repetition changes. Null: it is open. The place of a redirect is not quoted: it may hold a token.
 */
function refusedAccess({ status, headers }: Response): string | null {
  if (status >= 300 && status < 400) return `HTTP ${status} to a login page: ${TOKEN}`;
  if (status === 401) return `HTTP 401: CGRATES_AUTH is missing or wrong, or ${TOKEN}`;
  if (status === 403) return `HTTP 403: ${TOKEN}`;
  const isPage = /^text\/html\b/i.test(headers.get("content-type") ?? "");
  return status === 200 && isPage ? `a page, not an answer: ${TOKEN}, or the path is wrong` : null;
}

/** Throws `TooLong` as soon as more than the limit has arrived, and stops reading. */
async function boundedText(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  // Leaving the loop cancels the stream.
  for await (const part of response.body) {
    bytes += part.byteLength;
    if (bytes > ANSWER_BYTES_MAX) throw new TooLong(`longer than ${ANSWER_BYTES_MAX} bytes`);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

function whyNoAnswer(fault: unknown, timeoutMs: number): string {
  if (!(fault instanceof Error)) return "no answer";
  if (fault.name === "TimeoutError") return `timeout after ${timeoutMs} ms`;
  if (fault instanceof TooLong) return `answer ${fault.message}`;
  const cause = fault.cause instanceof Error ? `: ${fault.cause.message}` : "";
  return `no answer: ${fault.message}${cause}`.slice(0, 200);
}
