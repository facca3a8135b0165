import type { CronCursors, CronRun } from "../../app/ports/cron-cursors.ts";
import type { PageJob } from "../../contract/page-jobs.ts";

const BEGIN = `INSERT INTO cron_cursor (job, cursor, running, began_at, moved_at, revision)
  SELECT value, '', 1, ?2, ?2, 1 FROM json_each(?1) WHERE true
  ON CONFLICT (job) DO UPDATE SET running = 1,
    began_at = iif(running = 1, began_at, excluded.began_at),
    moved_at = excluded.moved_at, revision = revision + 1
  WHERE running = 0 OR moved_at <= ?3
  RETURNING job`;

/** One row per job, in the database DB. */
export function createCronCursors(d1: D1Database): CronCursors {
  return {
    async begin(jobs, { now, stalledSince }) {
      const { results } = await d1
        .prepare(BEGIN)
        .bind(JSON.stringify(jobs), now, stalledSince)
        .all<{ job: PageJob }>();
      return results.map(({ job }) => job);
    },
    async running(job) {
      const { results } = await d1
        .prepare(
          `SELECT job, cursor, began_at AS beganAt, revision FROM cron_cursor
           WHERE job = ? AND running = 1`,
        )
        .bind(job)
        .all<CronRun>();
      return results[0] ?? null;
    },
    async move({ job, revision }, { cursor, ended }, now) {
      const { results } = await d1
        .prepare(
          `UPDATE cron_cursor SET cursor = ?3, running = ?4, moved_at = ?5, revision = revision + 1
           WHERE job = ?1 AND revision = ?2 AND running = 1 RETURNING job`,
        )
        .bind(job, revision, cursor, ended ? 0 : 1, now)
        .all();
      return results.length > 0;
    },
  };
}
