import type { SignalName } from "../../contract/signals.ts";
import { SECOND_MS } from "../../domain/base/time.ts";
import { mapWithConcurrency } from "../base/map-with-concurrency.ts";
import type { Signal } from "../ports/alert-book.ts";
import type { DatabaseFacts } from "../ports/alert-facts.ts";
import type { Ports } from "../ports/ports.ts";

/** What the rules judge by, all of it read now from what survives an isolate. */
export interface WatchedFacts {
  /** Unix ms. */
  readonly now: number;
  /** Null: D1 did not answer; `databaseFault` says why. */
  readonly database: DatabaseFacts | null;
  readonly databaseFault: string;
  readonly signals: Partial<Readonly<Record<SignalName, Signal>>>;
  /** Engines that gave no answer, with why. */
  readonly silentEngines: readonly { readonly ocs: string; readonly why: string }[];
}

/** What a rule says of the facts; null: they do not tell. */
export type Verdict = { readonly bad: boolean; readonly detail: string } | null;

export type FactsNeeds = Pick<
  Ports,
  "alertFacts" | "alertBook" | "ocs" | "settings" | "clock" | "log"
>;

/** No customer waits for it. */
const PROBE_MS = 5 * SECOND_MS;
/** No engine has it: "no such account" is an answer, and costs the engine one look. */
const PROBE = { tenant: "cgrates.org", account: "edge-topup-probe" } as const;

/** Throws only when the alert book does not answer: without it nothing can be decided. */
export async function gatherFacts(needs: FactsNeeds): Promise<WatchedFacts> {
  const now = needs.clock.now();
  const [signals, database, silentEngines] = await Promise.all([
    needs.alertBook.readSignals(),
    databaseFacts(needs, now),
    probeEngines(needs),
  ]);
  const byName = Object.fromEntries(signals.map((one) => [one.name, one]));
  return { now, ...database, signals: byName, silentEngines };
}

async function databaseFacts(
  { alertFacts, log }: FactsNeeds,
  now: number,
): Promise<Pick<WatchedFacts, "database" | "databaseFault">> {
  try {
    return { database: await alertFacts.read(now), databaseFault: "" };
  } catch (fault) {
    log.warn("alerts_without_d1", { why: String(fault) });
    return { database: null, databaseFault: String(fault) };
  }
}

async function probeEngines({ ocs, settings }: FactsNeeds): Promise<WatchedFacts["silentEngines"]> {
  const silent: { ocs: string; why: string }[] = [];
  await mapWithConcurrency(settings.engines, async (engine) => {
    const reading = await ocs.read({ ocs: engine, ...PROBE }, PROBE_MS);
    if (reading.kind === "unreadable") silent.push({ ocs: engine, why: reading.why });
  });
  return silent.sort((a, b) => a.ocs.localeCompare(b.ocs));
}
