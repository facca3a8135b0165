import { ok, type Result } from "../../domain/base/result.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { withTimeLimit } from "../base/time-limit.ts";
import type { Ports } from "../ports/ports.ts";
import type { Probe, ProbeAnswer } from "../ports/probe.ts";

export interface Check extends ProbeAnswer {
  readonly name: string;
  /** How long the probe took. */
  readonly ms: number;
}

/** For one probe; all of them run at once. */
const PROBE_MS = 8000;

/**
 * Asks everything that a sale needs whether it works: the last step of a deployment. A probe that
 * is silent, or fails, hides no other. Refuses with `forbidden`, also a key that has not all
 * brands, because a deployment belongs to no brand alone.
 */
export async function checkReadiness(
  { probes, clock, log }: Pick<Ports, "probes" | "clock" | "log">,
  actor: Operator,
  { probeMs = PROBE_MS }: { readonly probeMs?: number } = {},
): Promise<Result<readonly Check[], Refusal<"forbidden">>> {
  const allowed = allow(actor, "deployment:check");
  if (!allowed.ok) return allowed;
  if (actor.brands !== "all") return refusal("forbidden", { scope: "deployment:check" });
  const checks = await Promise.all(
    probes.map(async (probe) => {
      const begunAt = clock.now();
      const answer = await answerOf(probe, probeMs);
      return { name: probe.name, ...answer, ms: clock.now() - begunAt };
    }),
  );
  const failed = checks.filter((check) => !check.ok).map(({ name }) => name);
  if (failed.length > 0) log.warn("not_ready", { failed: failed.join(", ") });
  return ok(checks);
}

async function answerOf(probe: Probe, ms: number): Promise<ProbeAnswer> {
  try {
    return await withTimeLimit(probe.ask(), { port: probe.name, ms });
  } catch (fault) {
    return { ok: false, detail: fault instanceof Error ? fault.message : String(fault) };
  }
}
