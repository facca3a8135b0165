import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { AddressAnswer, AddressSource, ServiceIdentity } from "../ports/address-source.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";

type Method = AddressSource["method"];

/** One service, and the most trusted source that named it. */
export interface SourcedService {
  readonly service: Service;
  readonly method: Method;
}

/** What a source that knows somebody there comes to, by the register. */
type SourceVerdict =
  | { readonly kind: "one"; readonly method: Method; readonly service: Service }
  | { readonly kind: "several" | "unregistered"; readonly method: Method };

/**
 * Asks all sources at once whose an address is, and hears all of them out (decision 16). Whoever is
 * silent or knows nobody contradicts nobody; the others must name one and the same service. Refuses
 * with `several_services` when they differ or one says several, `service_not_identified` when
 * nobody in the register is meant. `patienceMs`: what is not said by then counts as silence.
 */
export async function askAddressSources(
  ports: Ports,
  ip: string,
  timeBudgetMs?: number,
): Promise<Result<SourcedService, Refusal>> {
  const answers = await Promise.all(
    ports.addressSources.map(async (source) => ({
      method: source.method,
      said: await source.ask(ip, timeBudgetMs),
    })),
  );
  for (const { method, said } of answers) {
    if (said.kind === "silent") ports.log.warn("address_source_silent", { method, why: said.why });
  }
  const all = await Promise.all(
    answers.map(({ method, said }) => verdictFrom(ports, method, said)),
  );
  return conclude(
    ports,
    all.filter((verdicts) => verdicts !== null),
  );
}

function conclude(
  ports: Ports,
  verdicts: readonly SourceVerdict[],
): Result<SourcedService, Refusal> {
  const [first] = verdicts;
  if (first === undefined) return refusal("service_not_identified");
  const said = verdicts.map((one) => verdictOf(one, first));
  if (first.kind === "one" && said.every((word) => word === "one")) return ok(first);
  // Who said what, and never about whom: neither address nor number belongs into a log.
  const words = verdicts.map(({ method }, i) => `${method}: ${said[i]}`).join(", ");
  ports.log.warn("address_source_ambiguous", { said: words });
  return refusal(
    said.every((word) => word === "unregistered") ? "service_not_identified" : SEVERAL,
  );
}

const SEVERAL = "several_services";

function verdictOf(
  verdicts: SourceVerdict,
  first: SourceVerdict,
): SourceVerdict["kind"] | "another one" {
  if (verdicts.kind !== "one" || first.kind !== "one") return verdicts.kind;
  return verdicts.service.id === first.service.id ? "one" : "another one";
}

/** Null: this source knows nobody there, or says nothing. */
async function verdictFrom(
  ports: Ports,
  method: Method,
  said: AddressAnswer,
): Promise<SourceVerdict | null> {
  if (said.kind === "several") return { kind: "several", method };
  if (said.kind !== "one") return null;
  const [service, ...others] = await registered(ports, said.identity);
  if (service === undefined) return { kind: "unregistered", method };
  return others.length > 0 ? { kind: "several", method } : { kind: "one", method, service };
}

function registered(ports: Ports, named: ServiceIdentity): Promise<readonly Service[]> {
  if ("imsi" in named) return ports.register.byImsi(named.imsi);
  if ("account" in named) return ports.register.byAccount(named.account);
  return ports.register.byUuid(named.serviceUuid);
}
