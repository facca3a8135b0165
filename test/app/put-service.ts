import type { Service, ServiceFacts } from "../../src/app/ports/register.ts";
import type { ServiceId } from "../../src/domain/base/ids.ts";

const accountKey = ({ account: a }: Pick<Service, "account">) =>
  [a.ocs, a.tenant, a.account].join();

/** What the register answers to a service that another system writes, and the row it then has. */
export function putService(
  all: readonly Service[],
  fresh: ServiceId,
  facts: ServiceFacts,
): Service | "account_taken" {
  const known = all.find((s) => s.serviceUuid === facts.serviceUuid);
  if (all.some((s) => s !== known && accountKey(s) === accountKey(facts))) return "account_taken";
  const rest = { ordinal: 1 + all.length, customerId: null, expiryAt: null };
  return { ...rest, ...known, ...facts, id: known?.id ?? fresh };
}
