import type { EventBacklog } from "../../app/ports/event-backlog.ts";
import type { StripeEvent } from "../../app/ports/payments.ts";

interface Row {
  readonly event: string;
  readonly tries: number;
}

/** In the database DB; an event is stored as we read it, which is ids alone. */
export function createEventBacklog(d1: D1Database): EventBacklog {
  return {
    async wait({ event, tries }, dueAt) {
      await d1
        .prepare(
          `INSERT INTO event_backlog (event_id, event, tries, due_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (event_id) DO UPDATE SET tries = excluded.tries, due_at = excluded.due_at`,
        )
        .bind(event.id, JSON.stringify(event), tries, dueAt)
        .run();
    },
    async due(now, limit) {
      const { results } = await d1
        .prepare("SELECT event, tries FROM event_backlog WHERE due_at <= ? ORDER BY due_at LIMIT ?")
        .bind(now, limit)
        .all<Row>();
      return results.map(({ event, tries }) => ({
        event: JSON.parse(event) as StripeEvent,
        tries,
      }));
    },
    async done(eventId) {
      await d1.prepare("DELETE FROM event_backlog WHERE event_id = ?").bind(eventId).run();
    },
  };
}
