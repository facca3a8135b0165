/** Request and answer bodies: a stream of JSON objects is read up to the first malformed one. */
import { isObject } from "./args.ts";
import type { Call, Reply } from "./dispatch.ts";

/** The well-formed calls at the start of a body; none for an array, a broken or an empty body. */
export function readCalls(body: string): Call[] {
  const calls: Call[] = [];
  for (const part of topLevelObjects(body)) {
    const call = readCall(part);
    if (call === null) break;
    calls.push(call);
  }
  return calls;
}

/** Go escapes some characters for HTML; a newline ends each answer. */
export function writeReply(reply: Reply): string {
  const json = JSON.stringify(reply).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${json}\n`;
}

function readCall(text: string): Call | null {
  const parsed = parse(text);
  if (!isObject(parsed)) return null;
  const { id = null, method = "", params } = parsed;
  return typeof method === "string" ? { id, method, params, body: text } : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the engine ends its loop here and answers nothing for it.
    return undefined;
  }
}

function topLevelObjects(body: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let i = 0; i < body.length; i++) {
    const c = body[i];
    if (quoted) {
      if (c === "\\") i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === "{" || c === "[") depth++;
    else if (c === "}" || c === "]") {
      depth--;
      if (depth === 0) {
        parts.push(body.slice(start, i + 1));
        start = i + 1;
      }
    }
  }
  return parts;
}
