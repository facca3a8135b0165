/** The crons without D1 and without a queue: cursors in memory, and pages one after the other. */
import type {
  CronCursors,
  CronPage,
  CronRun,
  PageOrder,
  PageTurn,
} from "../../src/app/ports/cron-cursors.ts";
import type { EventBacklog, WaitingEvent } from "../../src/app/ports/event-backlog.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import { beginRuns } from "../../src/app/recovery/begin-runs.ts";
import type { PageJob } from "../../src/contract/page-jobs.ts";
import { NIGHTLY_JOBS, SWEEP_JOBS, workPage } from "../../src/triggers/page-jobs.ts";
import { CRON } from "./actors.ts";

type Row = CronRun & { readonly running: boolean; readonly movedAt: number };

export class FakeCronCursors implements CronCursors {
  readonly rows = new Map<PageJob, Row>();

  async begin(jobs: readonly PageJob[], now: number) {
    return jobs.flatMap((job): PageTurn[] => {
      const row = this.rows.get(job);
      if (row?.running) return [];
      const [revision, cursor] = [(row?.revision ?? 0) + 1, row?.cursor ?? ""];
      const times = { beganAt: now, movedAt: now };
      this.rows.set(job, { job, cursor, ...times, revision, skipped: 0, running: true });
      return [{ job, revision }];
    });
  }
  async takeUp(stalledSince: number, now: number) {
    return [...this.rows.values()].flatMap((row): PageTurn[] => {
      if (!row.running || row.movedAt > stalledSince) return [];
      const revision = row.revision + 1;
      this.rows.set(row.job, { ...row, movedAt: now, revision });
      return [{ job: row.job, revision }];
    });
  }
  async running(job: PageJob) {
    const row = this.rows.get(job);
    return row?.running ? row : null;
  }
  async move({ job, revision, skipped }: CronRun, { cursor, ended }: CronPage, now: number) {
    const row = this.rows.get(job);
    if (!row?.running || row.revision !== revision) return false;
    const moved = { cursor, running: !ended, movedAt: now, skipped, revision: revision + 1 };
    this.rows.set(job, { ...row, ...moved });
    return true;
  }
}

export class FakeEventBacklog implements EventBacklog {
  readonly waiting = new Map<string, WaitingEvent & { readonly dueAt: number }>();

  async wait(waiting: WaitingEvent, dueAt: number) {
    this.waiting.set(waiting.event.id, { ...waiting, dueAt });
  }
  async due(now: number, limit: number) {
    const due = [...this.waiting.values()].filter(({ dueAt }) => dueAt <= now);
    return due.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, limit);
  }
  async done(eventId: string) {
    this.waiting.delete(eventId);
  }
}

/** Runs these jobs to their ends. A page that throws ends its job, and is told of afterwards. */
export async function runJobs(ports: Ports, jobs: readonly PageJob[]): Promise<void> {
  const waiting: PageTurn[] = [];
  const send = async (turn: PageTurn) => void waiting.push(turn);
  const own = Object.assign(Object.create(ports) as Ports, { cronPages: { send } });
  await beginRuns(own, CRON, jobs);
  const faults: unknown[] = [];
  for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) {
    await workPage(own, CRON, turn, { isRepeated: false }).catch(
      (fault: unknown) => void faults.push(fault),
    );
  }
  if (faults.length > 0) throw faults[0];
}
export const runSweep = (ports: Ports): Promise<void> => runJobs(ports, SWEEP_JOBS);
export const runNight = (ports: Ports): Promise<void> => runJobs(ports, NIGHTLY_JOBS);

/** A run of this job that begins now, for a page that is called by itself. */
export const runAt = (job: PageJob, beganAt: number, cursor = ""): PageOrder => ({
  job,
  cursor,
  beganAt,
  skipped: 0,
  isGivenUp: false,
  revision: 1,
});
