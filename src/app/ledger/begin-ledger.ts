import { firstIdAt } from "../../domain/base/ids.ts";
import { HOUR_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";

/** A ledger this full gets a successor: what is open still grows in it. */
const FULL = 0.7;
/** The new range begins so late that no isolate still has ranges from before (an hour at most). */
const AHEAD_MS = 6 * HOUR_MS;

type BeginLedgerNeeds = Pick<Ports, "ledgerDatabases" | "deploymentFindings" | "clock" | "log">;

/**
 * Begins the next ledger database when the newest is 70 % full. Where it is not bound, a finding
 * says which binding is missing, until it is there. Without D1 it waits for the next run.
 */
export async function beginLedger(needs: BeginLedgerNeeds, actor: System): Promise<void> {
  const { ledgerDatabases, deploymentFindings, clock, log } = needs;
  const by = actorLabel(actor);
  try {
    const { number, full } = await ledgerDatabases.newest();
    const next = number + 1;
    const found = { kind: "ledger_nearly_full", subject: `ledger/${number}` } as const;
    if (full < FULL) return;
    if (!ledgerDatabases.isBound(next)) {
      const percent = Math.floor(full * 100);
      const cure = `make a database and bind LEDGER_${next}`;
      const detail = `LEDGER_${number} is ${percent} % full: ${cure}`;
      await deploymentFindings.raise({ ...found, detail });
      return;
    }
    const now = clock.now();
    const from = firstIdAt("top", now + AHEAD_MS);
    await ledgerDatabases.begin(next, from, now);
    await deploymentFindings.close(found);
    log.info("ledger_begun", { number: next, from, by });
  } catch (fault) {
    log.error("ledger_not_begun", fault, { by });
  }
}
