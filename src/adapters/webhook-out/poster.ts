import type { PostAnswer, WebhookPoster } from "../../app/ports/webhook-poster.ts";

/** Standard Webhooks advises 15 to 30 s; a batch of five must end long before its limit. */
const ANSWER_WITHIN_MS = 8000;
/** What of an answer is read at most, so that its connection can be used again; bytes. */
const BODY_MAX_BYTES = 4096;
/** The longest that an endpoint can put off its own delivery by `Retry-After`. */
const PUT_OFF_MAX_SECONDS = 12 * 60 * 60;

/**
 * Posts JSON. A redirect is an answer and is not followed: it could lead to an address that was
 * never checked. Nothing of the answer's body is kept or logged.
 */
export function createWebhookPoster({
  timeoutMs = ANSWER_WITHIN_MS,
}: {
  readonly timeoutMs?: number;
} = {}): WebhookPoster {
  return {
    async post(url, headers, body): Promise<PostAnswer> {
      try {
        const answer = await fetch(url, {
          method: "POST",
          redirect: "manual",
          headers: { ...headers, "content-type": "application/json", "user-agent": "edge-topup" },
          body,
          signal: AbortSignal.timeout(timeoutMs),
        });
        await drop(answer);
        return { status: answer.status, retryAfterMs: retryAfterOf(answer) };
      } catch {
        // Refused connections, names that do not resolve, a time that is over: all are silence.
        return { status: null, retryAfterMs: null };
      }
    },
  };
}

/** Reads a little, then gives the rest up. A body that never ends is cut by the time limit. */
async function drop({ body }: Response): Promise<void> {
  if (body === null) return;
  const reader = body.getReader();
  let read = 0;
  while (read < BODY_MAX_BYTES) {
    const { done, value } = await reader.read();
    if (done) return;
    read += value.byteLength;
  }
  await reader.cancel();
}

function retryAfterOf({ headers }: Response): number | null {
  const text = headers.get("Retry-After") ?? "";
  if (!/^\d{1,9}$/.test(text)) return null;
  return Math.min(Number(text), PUT_OFF_MAX_SECONDS) * 1000;
}
