import type { PaymentBinding } from "../../ports/payment-bindings.ts";
import type { Ports } from "../../ports/ports.ts";
import { boundTopUpId } from "./owner-of.ts";

/** What a legacy caller's payment is to buy. */
export type BindPaymentInput = Omit<PaymentBinding, "topUpId" | "deployment">;

/**
 * Binds a legacy caller's payment to one service and to what it buys there (row I1). Answers with
 * the binding in force: the first one of an intent stays, so the caller compares what it names.
 * Throws `PortFault` when D1 does not answer.
 */
export async function bindPayment(
  { paymentBindings, deployment, clock }: Pick<Ports, "paymentBindings" | "deployment" | "clock">,
  input: BindPaymentInput,
): Promise<PaymentBinding> {
  const topUpId = await boundTopUpId(input.intentId);
  return paymentBindings.bind({ ...input, topUpId, deployment: deployment.id }, clock.now());
}
