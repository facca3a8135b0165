import type { CronCursors, CronRun, PageTurn } from "../../app/ports/cron-cursors.ts";

const BEGIN = `INSERT INTO cron_cursor
    (job, cursor, running, began_at, moved_at, skipped, revision)
  SELECT value, '', 1, ?2, ?2, 0, 1 FROM json_each(?1) WHERE true
  ON CONFLICT (job) DO UPDATE SET running = 1, began_at = excluded.began_at, skipped = 0,
    moved_at = excluded.moved_at, revision = revision + 1
  WHERE running = 0
  RETURNING job, revision`;

/** One row per job, in the database DB. */
export function createCronCursors(d1: D1Database): CronCursors {
  return {
    async begin(jobs, now) {
      const { results } = await d1.prepare(BEGIN).bind(JSON.stringify(jobs), now).all<PageTurn>();
      return results;
    },
    async takeUp(stalledSince, now) {
      const { results } = await d1
        .prepare(
          `UPDATE cron_cursor SET moved_at = ?2, revision = revision + 1
           WHERE running = 1 AND moved_at <= ?1 RETURNING job, revision`,
        )
        .bind(stalledSince, now)
        .all<PageTurn>();
      return results;
    },
    async running(job) {
      const { results } = await d1
        .prepare(
          `SELECT job, cursor, began_at AS beganAt, skipped, revision
           FROM cron_cursor WHERE job = ? AND running = 1`,
        )
        .bind(job)
        .all<CronRun>();
      return results[0] ?? null;
    },
    async move({ job, revision, skipped }, { cursor, ended }, now) {
      const { results } = await d1
        .prepare(
          `UPDATE cron_cursor SET cursor = ?3, running = ?4, moved_at = ?5, skipped = ?6,
             revision = revision + 1
           WHERE job = ?1 AND revision = ?2 AND running = 1 RETURNING job`,
        )
        .bind(job, revision, cursor, ended ? 0 : 1, now, skipped)
        .all();
      return results.length > 0;
    },
  };
}
