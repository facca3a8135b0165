import type { Service, ServiceFacts, TakenField } from "../../src/app/ports/register.ts";
import type { ServiceId } from "../../src/domain/base/ids.ts";

const accountKey = ({ account: a }: Pick<Service, "account">) =>
  [a.ocs, a.tenant, a.account].join();

/** What the register answers to a service that another system writes, and the row it then has. */
export function putService(
  all: readonly Service[],
  fresh: ServiceId,
  facts: ServiceFacts,
  was: string | null,
): Service | readonly TakenField[] {
  const known = all.find((s) => s.serviceUuid === facts.serviceUuid);
  const others = all.filter((s) => s !== known);
  const taken: TakenField[] = [];
  if (others.some((s) => accountKey(s) === accountKey(facts))) taken.push("account");
  if (known && known.brand !== facts.brand && known.brand !== was) taken.push("service_uuid");
  if (taken.length > 0) return taken;
  const rest = { ordinal: 1 + all.length, customerId: null, expiryAt: null };
  return { ...rest, ...known, ...facts, id: known?.id ?? fresh };
}
