import { actorLabel, type System } from "../base/actor.ts";
import type { PageTurn } from "../ports/cron-cursors.ts";
import type { Ports } from "../ports/ports.ts";
import { type EndPageNeeds, endPage, type PageWork } from "./end-page.ts";

/**
 * A page that failed as often as the queue brings it: its run goes on behind it, and a finding says
 * so until a run of this job comes to its end without one. Throws when D1 or the page's source does
 * not answer: then nothing is passed by, and a later cron takes the run up where it stands.
 */
export async function skipPage(
  needs: EndPageNeeds & Pick<Ports, "signals">,
  actor: System,
  turn: PageTurn,
  work: PageWork,
): Promise<void> {
  const run = await needs.cronCursors.running(turn.job);
  if (run === null || run.revision !== turn.revision) return;
  const page = await work.page({ ...run, isGivenUp: true });
  const { job: subject, cursor: detail } = run;
  needs.log.warn("page_skipped", { job: subject, cursor: detail, by: actorLabel(actor) });
  needs.signals.note("dead_letter");
  await needs.deploymentFindings.raise({ kind: "page_skipped", subject, detail });
  await endPage(needs, { ...run, skipped: run.skipped + 1 }, page, work);
}
