import type { ChargingSystem } from "../../app/ports/charging-system.ts";
import type { Probe, ProbeAnswer } from "../../app/ports/probe.ts";
import type { Reading } from "../../domain/ocs/reading.ts";

/** Below the time limit of a probe, so that the engine's own reason is said. */
const READ_MS = 5000;

/** An account that no engine has, so that its "not found" shows that the engine speaks. */
const NO_ACCOUNT = { tenant: "cgrates.org", account: "edge-topup-no-such-account" };

/** Reads the canary of one engine (`tenant:account`; empty: none is set). Writes nothing. */
export function ocsProbe(ocs: Pick<ChargingSystem, "read">, name: string, canary: string): Probe {
  const [, tenant = "", account = ""] = /^([^:]+):(.+)$/.exec(canary) ?? [];
  const asked = canary === "" ? NO_ACCOUNT : { tenant, account };
  return {
    name: `ocs ${name}`,
    async ask() {
      const reading = await ocs.read({ ocs: name, ...asked }, READ_MS);
      return canary === "" ? withoutCanary(reading) : withCanary(reading, canary);
    },
  };
}

function withoutCanary(reading: Reading): ProbeAnswer {
  if (reading.kind === "unreadable") return { ok: false, detail: reading.why };
  return { ok: true, detail: "it speaks; no canary account is set (CANARY_ACCOUNT)" };
}

function withCanary(reading: Reading, canary: string): ProbeAnswer {
  if (reading.kind === "unreadable") return { ok: false, detail: reading.why };
  if (reading.kind === "no_account") {
    return { ok: false, detail: `it speaks, and has no account ${canary}: correct the canary` };
  }
  const { buckets, disabled } = reading;
  const state = disabled ? ", which is disabled" : "";
  return { ok: true, detail: `read ${canary}${state}: ${buckets.length} buckets` };
}
