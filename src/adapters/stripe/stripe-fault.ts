import Stripe from "stripe";
import { PortFault } from "../../app/ports/port-fault.ts";

/** What an error of the library means to us. */
export interface StripeFault {
  /** `no`: Stripe read the request and will not. `silent`: nothing is proven. */
  readonly kind: "no" | "silent";
  readonly status: number;
  readonly code: string;
  readonly param: string | null;
  /** For logs and people: status, code, request id, and Stripe's sentence where it refused. */
  readonly text: string;
}

/**
 * Reads a thrown error of the library. Errors that are not Stripe's are our own mistakes and are
 * thrown again. The library's error itself is never passed on: it carries client secrets.
 */
export function readFault(thrown: unknown): StripeFault {
  if (!(thrown instanceof Stripe.errors.StripeError)) throw thrown;
  const status = thrown.statusCode ?? 0;
  const code = thrown.code ?? thrown.rawType ?? thrown.type;
  const where = thrown.requestId ? `, ${thrown.requestId}` : "";
  const refused = status === 400 || status === 402 || status === 404;
  const said = refused ? `: ${thrown.message}` : "";
  return {
    kind: refused ? "no" : "silent",
    status,
    code,
    param: thrown.param ?? null,
    text: `${status === 0 ? "no answer" : status} ${code}${where}${said}`,
  };
}

/** Every error of the library as a `PortFault`. */
export function portFault(thrown: unknown): PortFault {
  if (thrown instanceof PortFault) return thrown;
  return new PortFault("stripe", readFault(thrown).text);
}
