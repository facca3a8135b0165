import { firstIdAt } from "../../domain/base/ids.ts";
import { DAY_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";

/** So long an older system can read how a job went, step by step; its outcome stays. */
const KEPT_MS = 90 * DAY_MS;
/** Nights that may be missed without steps that stay. */
const SPAN_MS = 14 * DAY_MS;
/** In one night at most; what is left over goes in the next. */
const PER_NIGHT = 20_000;

/** Drops the steps of jobs that ended long ago. Without D1 it waits for a night. */
export async function dropJobSteps(
  { projectionStore, clock, log }: Pick<Ports, "projectionStore" | "clock" | "log">,
  actor: System,
): Promise<void> {
  const by = actorLabel(actor);
  const end = clock.now() - KEPT_MS;
  try {
    const span = { from: firstIdAt("top", end - SPAN_MS), before: firstIdAt("top", end) };
    const dropped = await projectionStore.dropJobSteps(span, PER_NIGHT);
    if (dropped > 0) log.info("job_steps_dropped", { dropped, by });
  } catch (fault) {
    log.error("job_steps_not_dropped", fault, { by });
  }
}
