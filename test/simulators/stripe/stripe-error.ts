/** The body of an error, as Stripe writes it, and its status. */
export interface ErrorFields {
  readonly type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  readonly code?: string;
  readonly message: string;
  readonly param?: string;
  /** Some refusals have this and no code. */
  readonly message_code?: string;
  readonly decline_code?: string;
  readonly charge?: string;
  readonly payment_intent?: unknown;
  readonly payment_method?: unknown;
  readonly advice_code?: string;
}

export class StripeRefusal extends Error {
  readonly status: number;
  readonly fields: ErrorFields;
  /** Extra headers, `stripe-should-retry` for example. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, fields: ErrorFields, headers: Record<string, string> = {}) {
    super(fields.message);
    this.status = status;
    this.fields = fields;
    this.headers = headers;
  }

  get body(): string {
    const { code } = this.fields;
    const error = {
      ...this.fields,
      ...(code
        ? { doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}` }
        : {}),
    };
    return JSON.stringify({ error }, null, 2);
  }
}

/** A 400 `invalid_request_error`. */
export function badRequest(
  message: string,
  more: { code?: string; param?: string; message_code?: string; payment_intent?: unknown } = {},
): StripeRefusal {
  return new StripeRefusal(400, { type: "invalid_request_error", message, ...more });
}

/** 404: "No such payment_intent: 'pi_x'". */
export function missing(kind: string, id: string, param: string): StripeRefusal {
  return new StripeRefusal(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** Requests refused before they execute are not kept under their idempotency key. */
export function isValidation(refusal: StripeRefusal): boolean {
  const { code, type } = refusal.fields;
  if (refusal.status === 401 || refusal.status === 409 || refusal.status === 429) return true;
  if (type === "idempotency_error") return true;
  return (
    code !== undefined &&
    (code.startsWith("parameter_") || code === "payment_method_types_no_longer_supported")
  );
}
