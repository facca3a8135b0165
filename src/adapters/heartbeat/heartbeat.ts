import type { Heartbeat } from "../../app/ports/heartbeat.ts";
import { PortFault } from "../../app/ports/port-fault.ts";

const ANSWERS_WITHIN_MS = 10_000;

/**
 * A GET to the operator's address, as Healthchecks, Cronitor and Better Stack take it. A redirect
 * is no good answer (workerd knows no `redirect: "error"`).
 */
export function createHeartbeat(url: string, withinMs = ANSWERS_WITHIN_MS): Heartbeat {
  return {
    async beat() {
      if (url === "") return;
      const signal = AbortSignal.timeout(withinMs);
      const answer = await fetch(url, { signal, redirect: "manual" });
      await answer.body?.cancel();
      if (!answer.ok) throw new PortFault("heartbeat", `HTTP ${answer.status}`);
    },
  };
}
