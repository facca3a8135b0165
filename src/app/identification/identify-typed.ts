import { ok, type Result } from "../../domain/base/result.ts";
import type { Customer } from "../base/actor.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { Brand } from "../ports/brand-catalogue.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";
import { type IdentifiedService, identifiedAs } from "./identify.ts";
import type { ServiceTokenNeeds } from "./service-token.ts";
import { type TypedAllowanceNeeds, takeTypedAllowance } from "./typed-allowance.ts";
import { NEEDS_COUNTRY_CODE, readTypedIdentity, type TypedIdentity } from "./typed-identity.ts";

export type IdentifyTypedNeeds = ServiceTokenNeeds &
  TypedAllowanceNeeds &
  Pick<Ports, "register" | "brands" | "numberingPlans">;

export interface TypedInput {
  /** As the customer typed it. */
  readonly identity: string;
  /** Of the page on which it was typed. */
  readonly brand: Brand;
}

export type TypedRefusal =
  | "not_available"
  | "invalid_request"
  | "too_many_identifications"
  | "no_such_service";

/**
 * Finds a service by a typed IMSI, MSISDN or service uuid (row R3): weak, because a number proves
 * nothing. Refuses with `not_available` (switched off), `invalid_request` (no number can look like
 * this), `too_many_identifications`, or `no_such_service`, which is one answer for unknown, closed
 * and several alike; it names the field and asks for the country code where none was typed.
 */
export async function identifyTyped(
  needs: IdentifyTypedNeeds,
  { ip }: Customer,
  { identity, brand }: TypedInput,
): Promise<Result<IdentifiedService, Refusal<TypedRefusal>>> {
  if (!brand.typedIdentity) return refusal("not_available");
  const typed = readTypedIdentity(identity, needs.numberingPlans.of(brand.countries));
  if (!typed.ok) {
    return refusal("invalid_request", { errors: [{ field: "identity", message: typed.error }] });
  }
  const allowed = await takeTypedAllowance(needs, ip, brand.id);
  if (!allowed.ok) return allowed;
  const [service, ...others] = await find(needs, typed.value);
  if (service === undefined || others.length > 0 || !(await mayBeTyped(needs, service))) {
    return refusal("no_such_service", asksForCountryCode(typed.value));
  }
  await allowed.value.giveBackMiss();
  return ok(await identifiedAs(needs, service, { method: "typed", ip, linkId: null }));
}

/** A service of another brand is found here only where its own brand allows it too. */
async function mayBeTyped({ brands }: Pick<Ports, "brands">, service: Service): Promise<boolean> {
  return (await brands.byId(service.brand))?.typedIdentity ?? false;
}

/** Depends on what was typed alone, so it tells nothing about the register. */
function asksForCountryCode(typed: TypedIdentity): Pick<Refusal, "errors"> {
  const asks = "msisdns" in typed && typed.imsi === null && typed.lacksCountryCode;
  return asks ? { errors: [{ field: "identity", message: NEEDS_COUNTRY_CODE }] } : {};
}

/** Closed services are left out: for the customer they are like unknown ones. */
async function find(
  { register }: Pick<Ports, "register">,
  typed: TypedIdentity,
): Promise<readonly Service[]> {
  const found =
    "serviceUuid" in typed
      ? await register.byUuid(typed.serviceUuid)
      : await register.byNumbers(typed);
  return found.filter(({ status }) => status !== "closed");
}
