import Stripe from "stripe";
import { IntentNotMade } from "../../app/ports/payments.ts";
import { PortFault } from "../../app/ports/port-fault.ts";

/** What an error of the library means. */
export interface StripeFault {
  /** `refused`: Stripe has read the request and refuses it. `silent`: nothing is proven. */
  readonly kind: "refused" | "silent";
  readonly status: number;
  /** Stripe's kind of error, e.g. `card_error`. */
  readonly type: string;
  readonly code: string;
  /** What the bank said; null: it was not asked, or gave no reason. */
  readonly declineCode: string | null;
  readonly param: string | null;
  /** Some refusals have only this, and no code: a short balance, for example. */
  readonly messageCode: string | null;
  /** Stripe repeats what it had answered the first time under this idempotency key. */
  readonly isReplayed: boolean;
  /** For logs: status, code, request id, and Stripe's sentence if it refused or forbade. */
  readonly text: string;
}

/**
 * Reads an error of the library. An error that is not the library's is a mistake in this code and
 * is thrown again. The library's error is never passed on, because it holds client secrets.
 */
export function readFault(thrown: unknown): StripeFault {
  if (!(thrown instanceof Stripe.errors.StripeError)) throw thrown;
  const status = thrown.statusCode ?? 0;
  const code = thrown.code ?? thrown.rawType ?? thrown.type;
  const where = thrown.requestId ? `, ${thrown.requestId}` : "";
  const refused = status === 400 || status === 402 || status === 404;
  // 403 says which permission a restricted key lacks ("rak_charge_read"), and repeats the key.
  const isSaid = refused || status === 403;
  const sentence = isSaid ? `: ${thrown.message.replace(/\b[rs]k_[\w*]+/g, "…")}` : "";
  return {
    kind: refused ? "refused" : "silent",
    status,
    type: thrown.rawType ?? "api_error",
    code,
    // The library has an empty text where the bank gave no reason.
    declineCode: thrown.decline_code || null,
    param: thrown.param ?? null,
    messageCode: messageCodeOf(thrown.raw),
    isReplayed: thrown.headers?.["idempotent-replayed"] === "true",
    text: `${status === 0 ? "no answer" : status} ${code}${where}${sentence}`,
  };
}

function messageCodeOf(raw: unknown): string | null {
  if (typeof raw !== "object" || raw === null || !("message_code" in raw)) return null;
  return typeof raw.message_code === "string" ? raw.message_code : null;
}

/** Every error of the library as a `PortFault`. */
export function portFault(thrown: unknown): PortFault {
  if (thrown instanceof PortFault) return thrown;
  return new PortFault("stripe", readFault(thrown).text);
}

/**
 * An error of the creation of an intent. A replayed 500, and a key that was used with another body
 * (a deployment may have changed it), will be the answer for 24 hours; what else Stripe refuses it
 * refuses for good. Everything else proves nothing: a `PortFault`.
 */
export function notMade(thrown: unknown): PortFault | IntentNotMade {
  if (thrown instanceof PortFault) return thrown;
  const { kind, status, code, param, isReplayed, text } = readFault(thrown);
  const spent = (status >= 500 && isReplayed) || code === "idempotency_error";
  if (!spent && kind === "silent") return portFault(thrown);
  return new IntentNotMade(spent ? "key_spent" : "refused", text, { code, param: param ?? "" });
}
