import { ok, type Result } from "../domain/result.ts";
import type { AddressAnswer, AddressSource, Named } from "./identify-port.ts";
import type { Ports } from "./ports.ts";
import { no, type Refusal } from "./refusal.ts";
import type { Service } from "./register-port.ts";

type Method = AddressSource["method"];

/** One service, and the most trusted source that named it. */
export interface NamedOutside {
  readonly service: Service;
  readonly method: Method;
}

/** What a source that knows somebody there comes to, by the register. */
type Heard =
  | { readonly kind: "one"; readonly method: Method; readonly service: Service }
  | { readonly kind: "several" | "stranger"; readonly method: Method };

/**
 * Asks all sources at once whose an address is, and hears all of them out (decision 16). Whoever is
 * silent or knows nobody contradicts nobody; the others must name one and the same service. Refuses
 * with `several_services` when they differ or one says several, `service_not_identified` when
 * nobody in the register is meant. `patienceMs`: what is not said by then counts as silence.
 */
export async function askOutside(
  ports: Ports,
  ip: string,
  patienceMs?: number,
): Promise<Result<NamedOutside, Refusal>> {
  const answers = await Promise.all(
    ports.addressSources.map(async (source) => ({
      method: source.method,
      said: await source.ask(ip, patienceMs),
    })),
  );
  for (const { method, said } of answers) {
    if (said.kind === "silent") ports.log.warn("address_source_silent", { method, why: said.why });
  }
  const all = await Promise.all(answers.map(({ method, said }) => hear(ports, method, said)));
  return conclude(
    ports,
    all.filter((heard) => heard !== null),
  );
}

function conclude(ports: Ports, heard: readonly Heard[]): Result<NamedOutside, Refusal> {
  const [first] = heard;
  if (first === undefined) return no("service_not_identified");
  const said = heard.map((one) => wordOf(one, first));
  if (first.kind === "one" && said.every((word) => word === "one")) return ok(first);
  // Who said what, and never about whom: neither address nor number belongs into a log.
  const words = heard.map(({ method }, i) => `${method}: ${said[i]}`).join(", ");
  ports.log.warn("address_source_ambiguous", { said: words });
  return no(said.every((word) => word === "stranger") ? "service_not_identified" : SEVERAL);
}

const SEVERAL = "several_services";

function wordOf(heard: Heard, first: Heard): Heard["kind"] | "another one" {
  if (heard.kind !== "one" || first.kind !== "one") return heard.kind;
  return heard.service.id === first.service.id ? "one" : "another one";
}

/** Null: this source knows nobody there, or says nothing. */
async function hear(ports: Ports, method: Method, said: AddressAnswer): Promise<Heard | null> {
  if (said.kind === "several") return { kind: "several", method };
  if (said.kind !== "one") return null;
  const [service, ...others] = await registered(ports, said.named);
  if (service === undefined) return { kind: "stranger", method };
  return others.length > 0 ? { kind: "several", method } : { kind: "one", method, service };
}

function registered(ports: Ports, named: Named): Promise<readonly Service[]> {
  if ("imsi" in named) return ports.register.byImsi(named.imsi);
  if ("account" in named) return ports.register.byAccount(named.account);
  return ports.register.byUuid(named.serviceUuid);
}
