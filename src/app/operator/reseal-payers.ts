import { hasPrefix, type ServiceId, type TopUpId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { CustomerCursor } from "../ports/payer-directory.ts";
import { type SealedPayer, SealFault } from "../ports/payer-vault.ts";
import type { Ports } from "../ports/ports.ts";
import type { ServiceCursor } from "../ports/read-models.ts";

/** Where a page begins: after a service, then after a customer (`cus_`: before the first one). */
export type ResealCursor = ServiceCursor | Exclude<CustomerCursor, "">;
export interface ResealedPage {
  readonly resealed: number;
  /** Rows that no key of the rings opens: their key must not be taken out. */
  readonly unreadable: number;
  /** Services whose objects gave no answer: order these again. */
  readonly failed: readonly ServiceId[];
  /** Null: this was the last page. */
  readonly after: ResealCursor | null;
}

type ResealNeeds = Pick<
  Ports,
  "readModels" | "objects" | "payerDirectory" | "payerVault" | "deploymentFindings" | "log"
>;
/** What a page has done so far. */
interface Count {
  resealed: number;
  unreadable: number;
}

const SERVICES = 50;
const ROWS = 100;
const FIRST_CUSTOMER = "cus_";

/**
 * Seals one page of payers anew under the newest keys: first those of the objects, service by
 * service, then the customers in D1. What is under them already is left alone, so a run that was
 * interrupted may begin anywhere. The first page closes the finding `payer_unreadable`, and a block
 * that no key opens raises it again. Refuses with `forbidden`, also a key that has not all brands.
 */
export async function resealPayers(
  needs: ResealNeeds,
  actor: Operator,
  { after }: { readonly after: ResealCursor },
): Promise<Result<ResealedPage, Refusal<"forbidden">>> {
  const allowed = allow(actor, "payers:reseal");
  if (!allowed.ok) return allowed;
  if (actor.brands !== "all") return refusal("forbidden", { scope: "payers:reseal" });
  const found = { kind: "payer_unreadable", subject: "deployment" } as const;
  if (after === "") await needs.deploymentFindings.close(found);
  const page = hasPrefix("cus", after)
    ? await customersPage(needs, after)
    : await servicesPage(needs, after);
  const { failed, ...counts } = page;
  if (page.unreadable > 0) {
    const detail = "SEAL_KEYS has not the keys of all payers";
    await needs.deploymentFindings.raise({ ...found, detail });
  }
  needs.log.info("payers_resealed", { actor: actor.keyId, ...counts, failed: failed.length });
  return ok(page);
}

async function servicesPage(needs: ResealNeeds, after: ServiceCursor): Promise<ResealedPage> {
  const services = await needs.readModels.knownServices(after, SERVICES);
  const count: Count = { resealed: 0, unreadable: 0 };
  const failed: ServiceId[] = [];
  await mapWithConcurrency(services, async (serviceId) => {
    try {
      await resealService(needs, serviceId, count);
    } catch (fault) {
      needs.log.error("payers_not_resealed", fault, { serviceId });
      failed.push(serviceId);
    }
  });
  const last = services.at(-1);
  const next = last === undefined || services.length < SERVICES ? FIRST_CUSTOMER : last;
  return { ...count, failed: failed.sort(), after: next };
}

async function resealService(
  needs: ResealNeeds,
  serviceId: ServiceId,
  count: Count,
): Promise<void> {
  const object = needs.objects.of(serviceId);
  let after: TopUpId | "" | null = "";
  while (after !== null) {
    const page = await object.listPayers({ after, limit: ROWS });
    const rows = [];
    for (const { topUpId, payer } of page) {
      const fresh = await resealed(needs, payer, count);
      if (fresh) rows.push({ topUpId, was: payer.sealed, payer: fresh });
    }
    if (rows.length > 0) count.resealed += (await object.resealPayers({ rows })).resealed;
    after = page.length < ROWS ? null : (page.at(-1)?.topUpId ?? null);
  }
}

async function customersPage(
  needs: ResealNeeds,
  after: Exclude<CustomerCursor, "">,
): Promise<ResealedPage> {
  const page = await needs.payerDirectory.sealedCustomers(after, ROWS);
  const count: Count = { resealed: 0, unreadable: 0 };
  const rows = [];
  for (const { customerId, payer } of page) {
    const fresh = await resealed(needs, { ...payer, buyerHash: "" }, count);
    if (fresh) rows.push({ customerId, was: payer.sealed, payer: fresh });
  }
  if (rows.length > 0) await needs.payerDirectory.reseal(rows);
  const last = page.at(-1)?.customerId ?? null;
  return {
    resealed: rows.length,
    unreadable: count.unreadable,
    failed: [],
    after: page.length < ROWS ? null : last,
  };
}

/** Null: there is nothing to write. */
async function resealed(
  { payerVault, log }: ResealNeeds,
  payer: SealedPayer,
  count: Count,
): Promise<SealedPayer | null> {
  try {
    return await payerVault.reseal(payer);
  } catch (fault) {
    if (!(fault instanceof SealFault)) throw fault;
    count.unreadable += 1;
    log.error("payer_not_opened", fault, { payerId: payer.payerId });
    return null;
  }
}
