import type { PageJob } from "../../contract/page-jobs.ts";

/** Which page of a job is next: its messages carry this. */
export interface PageTurn {
  readonly job: PageJob;
  /** Changes with every page, so that of two programs only one goes on. */
  readonly revision: number;
}
/** A run of a job that is under way. */
export interface CronRun extends PageTurn {
  /** Where the next page begins; empty: at the beginning. */
  readonly cursor: string;
  /** When this run began; Unix ms. */
  readonly beganAt: number;
  /** Pages of this run that were given up. */
  readonly skipped: number;
}
/** One page of a run that is to be done. */
export interface PageOrder extends CronRun {
  /** The queue gave it up: only what follows it is wanted, and the page passes by. */
  readonly isGivenUp: boolean;
}
/** What a page has come to. */
export interface CronPage {
  /** Where the next page, or the next run, begins. */
  readonly cursor: string;
  /** This was the last page of the run. */
  readonly ended: boolean;
}

/** How far each job of the crons has come, in D1. Methods throw when D1 does not answer. */
export interface CronCursors {
  /** Begins a run of each of these jobs that has none; answers with those. `now`: Unix ms. */
  begin(jobs: readonly PageJob[], now: number): Promise<readonly PageTurn[]>;
  /** Runs of all jobs that have not moved since then (Unix ms) go on; answers with those. */
  takeUp(stalledSince: number, now: number): Promise<readonly PageTurn[]>;
  /** Null: no run of this job is under way. */
  running(job: PageJob): Promise<CronRun | null>;
  /**
   * Stores where the run goes on, or that it has ended, and how many of its pages were given up.
   * False: another program did meanwhile.
   */
  move(run: CronRun, page: CronPage, now: number): Promise<boolean>;
}
