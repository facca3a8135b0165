/**
 * The JSON-RPC envelope of CGRateS. What a grant freezes is method and params; the envelope and its
 * id are made here for each call. Facts about running engines that this relies on:
 *
 * - Method and params mean the same in any order of members; `jsonrpc` is ignored.
 * - The id is echoed and nothing else: an engine does not know a call again by its id.
 * - A proxy or an engine under load can cross two answers. Without a compared id, the NOT_FOUND of
 *   another account would refund a good sale.
 */
import * as z from "zod";

/** `{"method":…,"params":[…]}`: the bytes that a grant freezes. */
export const callText = (method: string, params: readonly unknown[]): string =>
  JSON.stringify({ method, params });

/** The body of one call. `call` is the text of `callText`, and stays as it is, byte for byte. */
export const inEnvelope = (id: string, call: string): string =>
  `{"id":${JSON.stringify(id)},${call.slice(1)}`;

/** What the engine answered to this call, or why the body is no answer to it. */
export type EngineAnswer =
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "error"; readonly error: string }
  | {
      readonly kind: "none";
      readonly why: string;
      /** Repeating does not help: the way to the engine is set up wrong. */
      readonly misconfigured?: true;
    };

const Envelope = z.object({
  id: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.string().nullish(),
});

/**
 * Reads the body of an HTTP 200. An answer without an id, or with that of another call, is none:
 * nothing is known then.
 */
export function readAnswer(id: string, body: string): EngineAnswer {
  if (body === "") return { kind: "none", why: "empty answer" };
  const parsed = Envelope.safeParse(parseJson(body));
  if (!parsed.success) return { kind: "none", why: "not a JSON-RPC answer" };
  if (parsed.data.id !== id) return { kind: "none", why: "the answer to another call" };
  const { result, error } = parsed.data;
  return error === null || error === undefined
    ? { kind: "result", result }
    : { kind: "error", error };
}

/**
 * Undefined for a body that is not JSON, such as a proxy's HTML page or a body that was cut off.
 */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
