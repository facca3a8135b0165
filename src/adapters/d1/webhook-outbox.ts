/** What is to be delivered, and what became of each try. */
import type {
  DeliveryOutcome,
  DeliveryRef,
  DeliveryTry,
  TakenDelivery,
  WebhookOutbox,
} from "../../app/ports/webhook-outbox.ts";
import { toId } from "../../domain/base/ids.ts";
import { disableFailing } from "./webhook-endpoints.ts";

/** A message that comes this much before its time is in time: clocks differ; ms. */
const EARLY_MS = 1000;

interface OutgoingRow {
  readonly type: string;
  readonly body: string;
  readonly attempt: number;
}
interface TryRow {
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly attempt: number;
  readonly outcome: string;
  readonly status: number | null;
  readonly took_ms: number;
  readonly at: number;
  readonly next_at: number | null;
}

export function createWebhookOutbox(d1: D1Database): WebhookOutbox {
  return {
    async add({ eventId, type, body }, endpoints, at) {
      await d1
        .prepare(
          `INSERT INTO webhook_outgoing (endpoint_id, event_id, type, body, attempt, next_at, state)
           SELECT value, ?1, ?2, ?3, 0, ?4, 'pending' FROM json_each(?5) WHERE true
           ON CONFLICT DO NOTHING`,
        )
        .bind(eventId, type, body, at, JSON.stringify(endpoints))
        .run();
    },
    take: (ref, now, leaseUntil) => take(d1, ref, now, leaseUntil),
    record: (done, disableFailingSince) => record(d1, done, disableFailingSince),
    async overdue(before, limit) {
      const { results } = await d1
        .prepare(
          `SELECT endpoint_id, event_id FROM webhook_outgoing
           WHERE next_at IS NOT NULL AND next_at < ?1 ORDER BY next_at LIMIT ?2`,
        )
        .bind(before, limit)
        .all<{ endpoint_id: string; event_id: string }>();
      return results.map(refOfRow);
    },
    async redeliver({ endpointId, eventId }, now) {
      const { results } = await d1
        .prepare(
          `UPDATE webhook_outgoing SET state = 'pending', next_at = ?3, attempt = 0
           WHERE endpoint_id = ?1 AND event_id = ?2 RETURNING event_id`,
        )
        .bind(endpointId, eventId, now)
        .all();
      return results.length > 0;
    },
    async tries(endpointId, limit) {
      const { results } = await d1
        .prepare("SELECT * FROM webhook_delivery WHERE endpoint_id = ?1 ORDER BY at DESC LIMIT ?2")
        .bind(endpointId, limit)
        .all<TryRow>();
      return results.map(tryOf);
    },
    async forget(endpointId, before) {
      await d1.batch(
        ["webhook_outgoing", "webhook_delivery"].map((table) =>
          d1
            .prepare(`DELETE FROM ${table} WHERE endpoint_id = ?1 AND event_id < ?2`)
            .bind(endpointId, before),
        ),
      );
    },
  };
}

/** One statement, so that of two messages of one delivery only the first takes it. */
async function take(
  d1: D1Database,
  ref: DeliveryRef,
  now: number,
  leaseUntil: number,
): Promise<TakenDelivery | null> {
  const { results } = await d1
    .prepare(
      `UPDATE webhook_outgoing SET attempt = attempt + 1, next_at = ?4
       WHERE endpoint_id = ?1 AND event_id = ?2 AND state = 'pending' AND next_at <= ?3
       RETURNING type, body, attempt`,
    )
    .bind(ref.endpointId, ref.eventId, now + EARLY_MS, leaseUntil)
    .all<OutgoingRow>();
  const [row] = results;
  return row === undefined ? null : { ...ref, ...row };
}

/** A try whose lease ended and that another one overtook writes its line, and moves nothing. */
async function record(
  d1: D1Database,
  done: DeliveryTry,
  disableFailingSince: number,
): Promise<{ readonly disabled: boolean }> {
  const { endpointId, eventId, type, attempt, outcome, status, tookMs, at, nextAt } = done;
  const delivered = outcome === "delivered";
  const state = delivered ? "delivered" : nextAt === null ? "dead" : "pending";
  const isGone = outcome === "gone";
  const results = await d1.batch([
    d1
      .prepare(
        `INSERT INTO webhook_delivery (endpoint_id, event_id, at, attempt, type, outcome, status,
           took_ms, next_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING`,
      )
      .bind(endpointId, eventId, at, attempt, type, outcome, status, tookMs, nextAt),
    d1
      .prepare(
        `UPDATE webhook_outgoing SET state = ?4, next_at = ?5
         WHERE endpoint_id = ?1 AND event_id = ?2 AND attempt = ?3 AND state = 'pending'`,
      )
      .bind(endpointId, eventId, attempt, state, nextAt),
    d1
      .prepare(
        `UPDATE webhook_endpoint SET failing_since =
           CASE WHEN ?2 = 1 THEN NULL ELSE coalesce(failing_since, ?3) END WHERE id = ?1`,
      )
      .bind(endpointId, delivered ? 1 : 0, at),
    disableFailing(d1, endpointId, isGone ? Number.MAX_SAFE_INTEGER : disableFailingSince),
  ]);
  return { disabled: (results[3]?.results.length ?? 0) > 0 };
}

const refOfRow = (row: {
  readonly endpoint_id: string;
  readonly event_id: string;
}): DeliveryRef => ({
  endpointId: toId("whe", row.endpoint_id),
  eventId: toId("evt", row.event_id),
});

function tryOf(row: TryRow): DeliveryTry {
  const { type, attempt, status, at } = row;
  return {
    ...refOfRow(row),
    type,
    attempt,
    outcome: row.outcome as DeliveryOutcome,
    status,
    tookMs: row.took_ms,
    at,
    nextAt: row.next_at,
  };
}
