import type { ServiceId } from "../../domain/base/ids.ts";
import { MINUTE_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import { openPayer } from "../base/open-payer.ts";
import type { Log } from "../ports/log.ts";
import type { SealedPayer } from "../ports/payer-vault.ts";
import type { Ports } from "../ports/ports.ts";
import type {
  NumberedInvoice,
  ProjectedPayer,
  ProjectionBatch,
} from "../ports/projection-store.ts";
import { type Unwritten, whyOf, writeInParts } from "./write-in-parts.ts";

export type ProjectServicesNeeds = Pick<
  Ports,
  "objects" | "projectionStore" | "payerVault" | "log" | "clock" | "metrics" | "signals"
>;

/** What has waited longer is told to the alerts (rule `projection_late`). */
const LATE_MS = 10 * MINUTE_MS;

/**
 * Pulls from many objects what D1 has not seen and writes it in one batch, or in few when D1
 * refuses it (`writeInParts`). Answers with the services that are not written, and why; these stay
 * due in their objects, and nothing between paid and credited depends on them.
 */
export async function projectServices(
  needs: ProjectServicesNeeds,
  actor: System,
  serviceIds: readonly ServiceId[],
): Promise<ReadonlyMap<ServiceId, Unwritten>> {
  const unwritten = new Map<ServiceId, Unwritten>();
  const unique = [...new Set(serviceIds)].map((serviceId) => ({ serviceId }));
  const pulled = await ofEach(unique, unwritten, ({ serviceId }) =>
    needs.objects.of(serviceId).unprojected(),
  );
  const batches = pulled.filter((batch) => batch !== null);
  if (batches.length > 0) {
    const from = needs.clock.now();
    const refused = await writeInParts(batches, (part) => write(needs, part, unwritten));
    for (const [id, one] of refused) unwritten.set(id, one);
    measure(needs, batches, { from, outcome: unwritten.size > 0 ? "fault" : "written" });
  }
  tell(needs.log, actorLabel(actor), unwritten);
  return unwritten;
}

/** One line for all that waits for D1 or an object, and one for each service that is refused. */
function tell(log: Log, by: string, unwritten: ReadonlyMap<ServiceId, Unwritten>): void {
  const waiting = [...unwritten.values()].filter(({ why }) => why !== "refused");
  if (waiting.length > 0) {
    log.warn("projection_put_off", {
      services: waiting.length,
      why: String(waiting[0]?.fault),
      by,
    });
  }
  for (const [serviceId, { why, fault }] of unwritten) {
    if (why === "refused") log.error("projection_refused", fault, { serviceId, by });
  }
}

/** What `ask` answers for each; those for which it throws are noted as unwritten. */
async function ofEach<Item extends { readonly serviceId: ServiceId }, Answer>(
  items: readonly Item[],
  unwritten: Map<ServiceId, Unwritten>,
  ask: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const asked = await Promise.allSettled(items.map((item) => ask(item)));
  return asked.flatMap((one, i) => {
    if (one.status === "fulfilled") return [one.value];
    const id = items[i]?.serviceId;
    if (id !== undefined) unwritten.set(id, { why: whyOf(one.reason), fault: one.reason });
    return [];
  });
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

/** Throws what D1 threw; a service whose object or brand does not answer is noted as unwritten. */
async function write(
  needs: ProjectServicesNeeds,
  part: readonly ProjectionBatch[],
  unwritten: Map<ServiceId, Unwritten>,
): Promise<void> {
  const withRows = await Promise.all(
    part.filter((batch) => batch.topUps.length > 0).map((batch) => withKeys(needs, batch)),
  );
  const numbers = withRows.length > 0 ? await numbersFor(needs, withRows, unwritten) : [];
  const isNumbered = ({ serviceId }: ProjectionBatch) => !unwritten.has(serviceId);
  const numbered = withRows.filter(isNumbered);
  const invoices =
    numbered.length > 0 ? await needs.projectionStore.project(numbered, numbers) : [];
  await ofEach(part.filter(isNumbered), unwritten, ({ serviceId, seq, resendNumber }) =>
    needs.objects.of(serviceId).recordProjected({
      seq,
      resendNumber,
      invoices: invoices
        .filter((i) => i.serviceId === serviceId)
        .map(({ topUpId, invoiceNumber }) => ({ topUpId, invoiceNumber })),
    }),
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
 * which then failed belongs to its top-up: the next batch gets the same one. While a sequence does
 * not answer, the services with new invoices of its brand are noted as unwritten.
 */
async function numbersFor(
  { projectionStore, objects }: ProjectServicesNeeds,
  batches: readonly ProjectionBatch[],
  unwritten: Map<ServiceId, Unwritten>,
): Promise<readonly NumberedInvoice[]> {
  const invoices = await projectionStore.unnumbered(batches);
  if (invoices.length === 0) return [];
  const byBrand = Map.groupBy(invoices, ({ brand }) => brand);
  const numbered = [...byBrand].map(async ([brand, theirs]) => {
    try {
      return await objects.invoiceSequence(brand).numberInvoices({ invoices: theirs });
    } catch (fault) {
      for (const { serviceId } of theirs) unwritten.set(serviceId, { why: whyOf(fault), fault });
      return [];
    }
  });
  return (await Promise.all(numbered)).flat();
}
