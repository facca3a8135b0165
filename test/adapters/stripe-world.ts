import { createPayments } from "../../src/adapters/stripe/payments.ts";
import type { NewIntent, Payments } from "../../src/app/ports/payments.ts";
import { type AttemptId, toOfferId } from "../../src/domain/base/ids.ts";
import {
  type StripeSimulator,
  type StripeSimulatorOptions,
  startStripeSimulator,
} from "../simulators/stripe/server.ts";

export const SECRET_KEY = "sk_test_simulator";
export const WEBHOOK_SECRET = "whsec_simulator";

export interface StripeWorld {
  readonly simulator: StripeSimulator;
  readonly payments: Payments;
}

/** The real adapter and the simulator, both in this process. */
export async function openStripeWorld(options: StripeSimulatorOptions = {}): Promise<StripeWorld> {
  const simulator = await startStripeSimulator({ seed: 1, ...options });
  return { simulator, payments: paymentsAt(simulator.url) };
}

export function paymentsAt(apiUrl: string, timeoutMs = 5000): Payments {
  return createPayments({
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    deployment: "topup.test",
    apiUrl,
    timeoutMs,
  });
}

export function newIntent(attemptId: AttemptId, minor = 7000): NewIntent {
  return {
    attemptId,
    amount: { minor, currency: "usd" },
    metadata: {
      topUpId: "top_00000000000000000000000001",
      attemptId,
      serviceId: "svc_00000000000000000000000001",
      kind: "days",
      offerId: toOfferId("off_00000000000000000000000001"),
      quantity: 7,
    },
    description: "7 days for Hotspot dongle",
    statementSuffix: "TOPUP 7D",
  };
}

/** A raw call with the secret key, as curl would make it. */
export async function callStripe(
  simulator: StripeSimulator,
  method: "GET" | "POST",
  path: string,
  form: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const text = new URLSearchParams(form).toString();
  const query = method === "GET" && text !== "" ? `?${text}` : "";
  const answer = await fetch(`${simulator.url}${path}${query}`, {
    method,
    headers: {
      authorization: `Bearer ${SECRET_KEY}`,
      ...(method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      ...headers,
    },
    ...(method === "POST" ? { body: text } : {}),
  });
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Record<string, unknown>,
  };
}
