import type { WebhookInbox } from "../../app/ports/webhook-inbox.ts";
import { inboxRows } from "./projection-sql.ts";

/** An event that is there already stays as it is. */
export function createWebhookInbox(d1: D1Database): WebhookInbox {
  return {
    async append(row) {
      const { sql, rows } = inboxRows([row]);
      await d1.prepare(sql).bind(rows).run();
    },
  };
}
