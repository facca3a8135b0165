import type { PageJob } from "../../contract/page-jobs.ts";

/** A run of a job that is under way. */
export interface CronRun {
  readonly job: PageJob;
  /** Where the next page begins; empty: at the beginning. */
  readonly cursor: string;
  /** When this run began; Unix ms. */
  readonly beganAt: number;
  /** Changes with every page, so that of two programs only one goes on. */
  readonly revision: number;
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
  /**
   * Begins a run of each job, or takes up a run that has not moved since `stalledSince` (Unix ms).
   * Answers with those; a run that goes on is left alone.
   */
  begin(
    jobs: readonly PageJob[],
    at: { readonly now: number; readonly stalledSince: number },
  ): Promise<readonly PageJob[]>;
  /** Null: no run of this job is under way. */
  running(job: PageJob): Promise<CronRun | null>;
  /** Stores where the run goes on, or that it has ended. False: another program did meanwhile. */
  move(run: CronRun, page: CronPage, now: number): Promise<boolean>;
}
