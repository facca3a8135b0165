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
  };
}
