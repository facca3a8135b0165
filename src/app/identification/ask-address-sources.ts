import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import type { AddressAnswer, AddressSource, ServiceIdentity } from "../ports/address-source.ts";
import type { Ports } from "../ports/ports.ts";
import type { Service } from "../ports/register.ts";

export type AddressSourceNeeds = Pick<Ports, "addressSources" | "register" | "log">;

type Method = AddressSource["method"];

/** One service, and the most trusted source that named it. */
export interface SourcedService {
  readonly service: Service;
  readonly method: Method;
}

export type SourceRefusal = "service_not_identified" | "several_services";

/** What the answer of one source comes to, by the register. */
type SourceVerdict =
  | { readonly kind: "one"; readonly method: Method; readonly service: Service }
  | { readonly kind: "several" | "unregistered"; readonly method: Method };

/**
 * Asks all sources at once which service uses an address, and waits for every answer (decision 16).
 * A source that is silent or knows no service contradicts no other; the rest must name one and the
 * same service. Refuses with `several_services` when they differ or one says several, and with
 * `service_not_identified` when the register has no such service. `timeBudgetMs`: a source that has
 * not answered by then counts as silent.
 */
export async function askAddressSources(
  needs: AddressSourceNeeds,
  ip: string,
  timeBudgetMs?: number,
): Promise<Result<SourcedService, Refusal<SourceRefusal>>> {
  const answers = await Promise.all(
    needs.addressSources.map(async (source) => ({
      method: source.method,
      answer: await source.ask(ip, timeBudgetMs),
    })),
  );
  for (const { method, answer } of answers) {
    if (answer.kind === "silent") {
      needs.log.warn("address_source_silent", { method, why: answer.why });
    }
  }
  const verdicts = await Promise.all(
    answers.map(({ method, answer }) => verdictFrom(needs, method, answer)),
  );
  return conclude(
    needs,
    verdicts.filter((verdict) => verdict !== null),
  );
}

function conclude(
  { log }: Pick<Ports, "log">,
  verdicts: readonly SourceVerdict[],
): Result<SourcedService, Refusal<SourceRefusal>> {
  const [first] = verdicts;
  if (first === undefined) return refusal("service_not_identified");
  const labels = verdicts.map((verdict) => labelOf(verdict, first));
  if (first.kind === "one" && labels.every((label) => label === "one")) return ok(first);
  // Which source said what, and never about which service: no address or number goes into a log.
  const said = verdicts.map(({ method }, i) => `${method}: ${labels[i]}`).join(", ");
  log.warn("address_source_ambiguous", { said });
  return refusal(
    labels.every((label) => label === "unregistered")
      ? "service_not_identified"
      : "several_services",
  );
}

function labelOf(
  verdict: SourceVerdict,
  first: SourceVerdict,
): SourceVerdict["kind"] | "another one" {
  if (verdict.kind !== "one" || first.kind !== "one") return verdict.kind;
  return verdict.service.id === first.service.id ? "one" : "another one";
}

/** Null: this source knows no service at the address, or did not answer. */
async function verdictFrom(
  needs: Pick<Ports, "register">,
  method: Method,
  answer: AddressAnswer,
): Promise<SourceVerdict | null> {
  if (answer.kind === "several") return { kind: "several", method };
  if (answer.kind !== "one") return null;
  const [service, ...others] = await registered(needs, answer.identity);
  if (service === undefined) return { kind: "unregistered", method };
  return others.length > 0 ? { kind: "several", method } : { kind: "one", method, service };
}

function registered(
  { register }: Pick<Ports, "register">,
  identity: ServiceIdentity,
): Promise<readonly Service[]> {
  if ("imsi" in identity) return register.byImsi(identity.imsi);
  if ("account" in identity) return register.byAccount(identity.account);
  return register.byUuid(identity.serviceUuid);
}
