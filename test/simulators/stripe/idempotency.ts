import { StripeRefusal } from "./stripe-error.ts";

/** An answer as it is stored and sent. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether Stripe stores it under the key: yes if it executed, no if validation failed. */
  readonly kept: boolean;
}
interface Kept {
  readonly fingerprint: string;
  readonly answer: Answer;
  readonly requestId: string;
  readonly atMs: number;
}
const KEPT_MS = 24 * 3_600_000;

/**
 * Stripe's rules of v1: the answer of the first execution, success or failure, is stored for 24
 * hours and replayed; another body or endpoint under the same key is refused; a key whose first
 * request is still running is a conflict.
 */
export class IdempotencyKeys {
  #kept = new Map<string, Kept>();
  #running = new Set<string>();
  #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  async run(
    request: { key: string; fingerprint: string; requestId: string },
    execute: () => Promise<Answer>,
  ): Promise<Answer> {
    const kept = this.#kept.get(request.key);
    if (kept && this.#nowMs() - kept.atMs < KEPT_MS) return replay(kept, request.fingerprint);
    if (this.#running.has(request.key)) throw inUse(request.key);
    this.#running.add(request.key);
    try {
      const answer = await execute();
      if (answer.kept) {
        const { fingerprint, requestId } = request;
        this.#kept.set(request.key, { fingerprint, answer, requestId, atMs: this.#nowMs() });
      }
      return answer;
    } finally {
      this.#running.delete(request.key);
    }
  }
}

function replay(kept: Kept, fingerprint: string): Answer {
  if (kept.fingerprint !== fingerprint) {
    throw new StripeRefusal(400, {
      type: "idempotency_error",
      message:
        "Keys for idempotent requests can only be used with the same parameters they were " +
        "first used with, and on the same endpoint.",
    });
  }
  const { status, body, headers } = kept.answer;
  return {
    status,
    body,
    headers: { ...headers, "idempotent-replayed": "true", "original-request": kept.requestId },
    kept: true,
  };
}

/** The conflict; the fault `conflict` answers with it, too. */
export function inUse(key: string): StripeRefusal {
  return new StripeRefusal(
    409,
    {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this key: ${key}.`,
    },
    { "stripe-should-retry": "true" },
  );
}
