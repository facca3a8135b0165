import type { ServiceId } from "../../domain/base/ids.ts";
import { MINUTE_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { openPayer } from "../base/open-payer.ts";
import type { SealedPayer } from "../ports/payer-vault.ts";
import type { Ports } from "../ports/ports.ts";
import type {
  NumberedInvoice,
  ProjectedPayer,
  ProjectionBatch,
} from "../ports/projection-store.ts";

export type ProjectServicesNeeds = Pick<
  Ports,
  "objects" | "projectionStore" | "payerVault" | "log" | "clock" | "metrics" | "signals"
>;

/** What has waited longer is told to the alerts (rule `projection_late`). */
const LATE_MS = 10 * MINUTE_MS;

/**
 * Pulls from many objects what D1 has not seen and writes it in one batch. With D1 down it throws,
 * the objects stay due, and nothing between paid and credited depends on it.
 */
export async function projectServices(
  needs: ProjectServicesNeeds,
  actor: System,
  serviceIds: readonly ServiceId[],
): Promise<void> {
  const unique = [...new Set(serviceIds)];
  const pulled = await Promise.all(unique.map((id) => needs.objects.of(id).unprojected()));
  const batches = pulled.filter((batch) => batch !== null);
  if (batches.length === 0) return;
  const from = needs.clock.now();
  let outcome = "fault";
  try {
    await writeAll(needs, actor, batches);
    outcome = "written";
  } finally {
    measure(needs, batches, { from, outcome });
  }
}

/** How late D1 is, whether it took the rows or not. */
function measure(
  { clock, metrics, signals }: ProjectServicesNeeds,
  batches: readonly ProjectionBatch[],
  { from, outcome }: { readonly from: number; readonly outcome: string },
): void {
  const oldest = Math.max(0, ...batches.map(({ dueAt }) => from - (dueAt ?? from)));
  if (oldest > LATE_MS) signals.note("projection_late", oldest);
  metrics.write("projection", {
    blobs: { outcome },
    doubles: { services: batches.length, oldest_due_ms: oldest, took_ms: clock.now() - from },
  });
}

async function writeAll(
  needs: ProjectServicesNeeds,
  actor: System,
  batches: readonly ProjectionBatch[],
): Promise<void> {
  try {
    await write(needs, batches);
  } catch (fault) {
    if (batches.length === 1) throw fault;
    // One log that cannot be written must not hold up the others.
    const by = actorLabel(actor);
    needs.log.warn("projection_split", { services: batches.length, why: String(fault), by });
    const writes = await Promise.allSettled(batches.map((batch) => write(needs, [batch])));
    const failed = writes.find((t) => t.status === "rejected");
    if (failed) throw failed.reason;
  }
}

async function write(
  needs: ProjectServicesNeeds,
  batches: readonly ProjectionBatch[],
): Promise<void> {
  const full = await Promise.all(
    batches.filter((batch) => batch.topUps.length > 0).map((batch) => withKeys(needs, batch)),
  );
  const invoices =
    full.length > 0 ? await needs.projectionStore.project(full, await numbersFor(needs, full)) : [];
  await Promise.all(
    batches.map(({ serviceId, seq, resendNumber }) =>
      needs.objects.of(serviceId).recordProjected({
        seq,
        resendNumber,
        invoices: invoices
          .filter((i) => i.serviceId === serviceId)
          .map(({ topUpId, invoiceNumber }) => ({ topUpId, invoiceNumber })),
      }),
    ),
  );
}

/** D1 knows one customer per payer key, so it has to learn the key under the newest secret. */
async function withKeys(
  needs: ProjectServicesNeeds,
  batch: ProjectionBatch,
): Promise<ProjectionBatch> {
  const topUps = batch.topUps.map(async (topUp) => ({
    ...topUp,
    payer: topUp.payer && (await keyed(needs, topUp.payer)),
  }));
  return { ...batch, topUps: await Promise.all(topUps) };
}

/** A block that no key opens keeps the payer key that it came with, and holds nothing up. */
async function keyed(
  { payerVault }: ProjectServicesNeeds,
  payer: SealedPayer,
): Promise<ProjectedPayer> {
  if (payer.payerKey === null) return payer;
  const opened = await openPayer({ payerVault }, payer);
  if (opened === null) return payer;
  const [payerKey, ...olderKeys] = await payerVault.keysOf(opened.brand, opened.email);
  return { ...payer, payerKey, olderKeys };
}

/**
 * Numbers come from the brand's invoice sequence and never from D1: a D1 restored from a backup has
 * forgotten the newest ones, and customers have them on paper. A number that was given for a batch
 * which then failed belongs to its top-up: the next batch gets the same one.
 */
async function numbersFor(
  { projectionStore, objects }: ProjectServicesNeeds,
  batches: readonly ProjectionBatch[],
): Promise<readonly NumberedInvoice[]> {
  const invoices = await projectionStore.unnumbered(batches);
  if (invoices.length === 0) return [];
  const byBrand = Map.groupBy(invoices, ({ brand }) => brand);
  const numbered = await Promise.all(
    [...byBrand].map(([brand, theirs]) =>
      objects.invoiceSequence(brand).numberInvoices({ invoices: theirs }),
    ),
  );
  return numbered.flat();
}
