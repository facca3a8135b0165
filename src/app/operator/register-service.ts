import { ok, type Result } from "../../domain/base/result.ts";
import { hasBrand } from "../../domain/operator/brands.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service, ServiceFacts } from "../ports/register.ts";
import type { RegisteredService } from "./get-registered-service.ts";

type RegisterServiceNeeds = Pick<
  Ports,
  "register" | "brands" | "brandRegister" | "settings" | "objects" | "ids" | "log"
>;
export interface RegisterServiceInput {
  readonly facts: ServiceFacts;
  readonly networks: readonly string[];
}

/**
 * Registers the service of this uuid, or changes it: the same input again changes nothing. Its
 * account stays what it was, because what was sold is there; so does its brand from the first
 * top-up on, because that brand sold it. A closed
 * service's object is told by the sweep (decision 18). Refuses with `forbidden`; with
 * `invalid_request` for a brand that the actor does not have or that is none, for an engine that is
 * not configured, and for another brand or account than before; with `not_found` for another
 * brand's service; with `account_taken`, by field.
 */
export async function registerService(
  needs: RegisterServiceNeeds,
  actor: Operator,
  { facts, networks }: RegisterServiceInput,
): Promise<
  Result<
    RegisteredService & { readonly created: boolean },
    Refusal<"forbidden" | "invalid_request" | "not_found" | "account_taken">
  >
> {
  const { register, ids, log } = needs;
  const allowed = allow(actor, "services:write");
  if (!allowed.ok) return allowed;
  const [known = null] = await register.byUuid(facts.serviceUuid);
  if (known && !hasBrand(actor.brands, known.brand)) return refusal("not_found");
  const wrong =
    wrongField(actor, known, facts) ??
    (await soldBrand(needs, known, facts)) ??
    (await unusable(needs, known, facts));
  if (wrong !== null) return refusal("invalid_request", { errors: [wrong] });
  const id = known?.id ?? ids.fresh("svc");
  const taken = await register.put(id, facts, networks, known?.brand ?? null);
  if (taken.length > 0) {
    const errors = taken.map((field) => ({ field, message: "belongs to another service" }));
    return refusal("account_taken", { errors });
  }
  const [service = null] = await register.byUuid(facts.serviceUuid);
  if (service === null) throw new Error(`not in the register: ${facts.serviceUuid}`);
  const created = known === null;
  log.info("service_registered", { serviceId: service.id, created, actor: actor.keyId });
  return ok({ service, created, networks: await register.networksOf(service.id) });
}

function wrongField(actor: Operator, known: Service | null, { brand, account }: ServiceFacts) {
  if (!hasBrand(actor.brands, brand)) {
    return { field: "brand", message: "is not one of the key's brands" };
  }
  if (known === null) return null;
  const isSame = (["ocs", "tenant", "account"] as const).every(
    (part) => known.account[part] === account[part],
  );
  if (isSame) return null;
  return { field: "account", message: "stays what it was: close this service, register another" };
}

/** The object knows every top-up, D1 only those that were paid. */
async function soldBrand(
  { objects }: RegisterServiceNeeds,
  known: Service | null,
  { brand }: ServiceFacts,
) {
  if (known === null || known.brand === brand) return null;
  const { openTopUps } = await objects.of(known.id).getOverview({ sessionId: null });
  if (openTopUps.length === 0) return null;
  const what = "close this service, register another";
  return { field: "brand", message: `stays ${known.brand}, which has sold to it: ${what}` };
}

/**
 * A service whose brand or engine is not there could never buy. One that is known may still be
 * closed, whatever became of them.
 */
async function unusable(
  { brands, brandRegister, settings }: RegisterServiceNeeds,
  known: Service | null,
  { brand, account: { ocs }, status }: ServiceFacts,
) {
  if (known !== null && status === "closed") return null;
  if (!settings.engines.includes(ocs)) {
    return { field: "account.ocs", message: `is none of ${settings.engines.join(", ")}` };
  }
  if (brand === brands.configured.id) return null;
  const rows = await brandRegister.all();
  if (rows.some(({ row }) => row.id === brand)) return null;
  return { field: "brand", message: "is no brand: `npm run operator -- brand set` makes one" };
}
