import type { RefundOutcome } from "../../domain/refund/refund.ts";
import { syncPayment } from "../payment/sync-payment.ts";
import type { Ports } from "../ports/ports.ts";
import type { PendingStripeCalls } from "../ports/service-object/payment.ts";
import type { ServiceObject } from "../ports/service-object.ts";

type Row = PendingStripeCalls["refunds"][number];

/**
 * Everything that one top-up wants of Stripe: refunds under their own keys, cancellations, and a
 * look at refunds and payments that take days. No answer is an answer too (`unknown`): the object
 * comes back.
 */
export async function processRefunds(
  ports: Ports,
  { serviceId, topUpId }: { readonly serviceId: string; readonly topUpId: string },
): Promise<void> {
  const object = ports.objects.of(serviceId);
  const calls = await object.pendingStripeCalls({ topUpId });
  for (const row of calls.refunds) await refund(ports, object, topUpId, row);
  for (const order of calls.cancels) {
    const reading = await ports.payments.cancelIntent(order);
    await object.recordPayment({ reading, reconstructed: null });
  }
  for (const intentId of calls.intentsToSync) await syncPayment(ports, { intentId, mark: null });
}

async function refund(
  ports: Ports,
  object: ServiceObject,
  topUpId: string,
  row: Row,
): Promise<void> {
  const outcome = await ask(ports, row);
  await object.recordRefund({ topUpId, refundId: row.refundId, outcome });
  // Stripe says no: somebody else may have moved this money, so look at the payment again.
  if (outcome.kind === "refused") {
    await syncPayment(ports, { intentId: row.intentId, mark: null });
  }
}

async function ask(ports: Ports, row: Row): Promise<RefundOutcome> {
  const order = { refundId: row.refundId, intentId: row.intentId, amount: row.amount };
  try {
    switch (row.how) {
      case "create":
        return await ports.payments.createRefund(order);
      case "find":
        return (
          (await ports.payments.findRefund(order)) ?? (await ports.payments.createRefund(order))
        );
      case "watch":
        return row.stripeRefundId
          ? await ports.payments.readRefund(row.stripeRefundId)
          : ((await ports.payments.findRefund(order)) ?? { kind: "unknown", text: "not listed" });
    }
  } catch (fault) {
    ports.log.warn("refund_unknown", { refundId: row.refundId, why: String(fault) });
    return { kind: "unknown", text: String(fault).slice(0, 200) };
  }
}
