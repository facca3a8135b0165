import type { Clock } from "../../app/ports/clock.ts";
import type { DeploymentFindings } from "../../app/ports/deployment-findings.ts";
import type { Log } from "../../app/ports/log.ts";
import { type PayerVault, SealFault } from "../../app/ports/payer-vault.ts";
import { within } from "./kept.ts";

interface Reporting {
  readonly findings: Pick<DeploymentFindings, "raise">;
  readonly log: Log;
  readonly clock: Clock;
}

/** A lost key closes many blocks; one isolate tells it once an hour. */
const TOLD_AGAIN_MS = 3_600_000;
/** A finding that D1 did not take is raised again after so long. */
const RAISED_AGAIN_MS = 60_000;
/** What the finding may cost the customer whose page meets it first; ms. */
const RAISE_WITHIN_MS = 500;

/**
 * The vault, and every block that it cannot open is told: in the log, and as the finding
 * `payer_unreadable`. Its faults reach the caller as before.
 */
export function reportingVault(vault: PayerVault, { findings, log, clock }: Reporting): PayerVault {
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = async (fault: SealFault, payerId: string): Promise<void> => {
    const now = clock.now();
    if (now - toldAt < TOLD_AGAIN_MS) return;
    toldAt = now;
    log.error("payer_not_opened", fault, { payerId });
    try {
      const { message: detail } = fault;
      const found = { kind: "payer_unreadable", subject: "deployment", detail } as const;
      await within(RAISE_WITHIN_MS, findings.raise(found));
    } catch (unraised) {
      toldAt = now - TOLD_AGAIN_MS + RAISED_AGAIN_MS;
      log.error("finding_not_raised", unraised, { payerId });
    }
  };
  return {
    ...vault,
    async open(payer) {
      try {
        return await vault.open(payer);
      } catch (fault) {
        if (fault instanceof SealFault) await tell(fault, payer.payerId);
        throw fault;
      }
    },
  };
}
