import { firstIdAt } from "../../domain/base/ids.ts";
import { DAY_MS } from "../../domain/base/time.ts";
import { actorLabel, type System } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";

/** So long support finds a declined card. */
const KEPT_MS = 30 * DAY_MS;
/** In one night at most; what is left over goes in the next. */
const PER_NIGHT = 5000;

/** Drops what D1 holds of cards that were declined long ago. Without D1 it waits for a night. */
export async function dropDeclined(
  { projectionStore, clock, log }: Pick<Ports, "projectionStore" | "clock" | "log">,
  actor: System,
): Promise<void> {
  const by = actorLabel(actor);
  try {
    const before = firstIdAt("top", clock.now() - KEPT_MS);
    const dropped = await projectionStore.dropDeclined(before, PER_NIGHT);
    if (dropped > 0) log.info("declined_dropped", { dropped, by });
  } catch (fault) {
    log.error("declined_not_dropped", fault, { by });
  }
}
