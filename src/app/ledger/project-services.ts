import type { Ports } from "../ports/ports.ts";
import type { NumberedInvoice, ProjectionBatch } from "../ports/projection-store.ts";
import { INVOICE_SEQUENCE } from "../ports/service-objects.ts";

/**
 * Pulls what D1 has not seen from many objects and writes it in one batch. D1 down: it throws, the
 * objects stay due, and nothing between paid and credited has noticed.
 */
export async function projectServices(ports: Ports, serviceIds: readonly string[]): Promise<void> {
  const unique = [...new Set(serviceIds)];
  const pulled = await Promise.all(unique.map((id) => ports.objects.of(id).unprojected()));
  const batches = pulled.filter((batch) => batch !== null);
  if (batches.length === 0) return;
  try {
    await write(ports, batches);
  } catch (fault) {
    if (batches.length === 1) throw fault;
    // One log that cannot be written must not hold up the others.
    ports.log.warn("projection_split", { services: batches.length, why: String(fault) });
    const writes = await Promise.allSettled(batches.map((batch) => write(ports, [batch])));
    const failed = writes.find((t) => t.status === "rejected");
    if (failed) throw failed.reason;
  }
}

async function write(ports: Ports, batches: readonly ProjectionBatch[]): Promise<void> {
  const full = batches.filter((batch) => batch.topUps.length > 0);
  const invoices =
    full.length > 0 ? await ports.projectionStore.project(full, await numbersFor(ports, full)) : [];
  await Promise.all(
    batches.map(({ serviceId, seq, resendNumber }) =>
      ports.objects.of(serviceId).recordProjected({
        ...{ seq, resendNumber },
        invoices: invoices
          .filter((i) => i.serviceId === serviceId)
          .map(({ topUpId, invoiceNumber }) => ({ topUpId, invoiceNumber })),
      }),
    ),
  );
}

/**
 * Numbers come from their keeper and never from D1: a D1 restored from a backup has forgotten the
 * newest ones, and customers have them on paper. Given for a batch that is then lost, a number
 * waits for its top-up: the next batch is answered with the same.
 */
async function numbersFor(
  ports: Ports,
  batches: readonly ProjectionBatch[],
): Promise<readonly NumberedInvoice[]> {
  const invoices = await ports.projectionStore.unnumbered(batches);
  if (invoices.length === 0) return [];
  return ports.objects.of(INVOICE_SEQUENCE).numberInvoices({ invoices });
}
