import type { WebhookInbox } from "../../app/ports/webhook-inbox.ts";
import { within } from "./kept.ts";
import { inboxRows } from "./projection-sql.ts";

/** Stripe waits for the answer to its webhook, and the inbox is only for people; ms. */
const APPEND_WITHIN_MS = 3000;

/** An event that is there already stays as it is. */
export function createWebhookInbox(d1: D1Database): WebhookInbox {
  return {
    async append(row) {
      const { sql, rows } = inboxRows([row]);
      await within(APPEND_WITHIN_MS, d1.prepare(sql).bind(rows).run());
    },
    async drop(before, limit) {
      const { meta } = await d1
        .prepare(
          `DELETE FROM webhook_inbox WHERE (at, event_id) IN (
             SELECT at, event_id FROM webhook_inbox WHERE at < ?1 ORDER BY at LIMIT ?2)`,
        )
        .bind(before, limit)
        .run();
      return meta.changes;
    },
  };
}
