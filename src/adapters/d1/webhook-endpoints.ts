/** Endpoints of webhooks in D1, with what operators did to them. */
import { and, asc, desc, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import * as z from "zod";
import type {
  CalledEndpoint,
  EndpointChange,
  WebhookEndpoints,
} from "../../app/ports/webhook-endpoints.ts";
import { type EndpointId, toId } from "../../domain/base/ids.ts";
import { webhookEndpointChange as change, webhookEndpoint as table } from "./schema-webhook.ts";

/** The lists of a row, as they were written; a row that an operator spoiled by hand throws. */
const selectors = z.array(z.string());
const sealedSecrets = z.array(z.strictObject({ sealed: z.string(), until: z.number().nullable() }));

export function createWebhookEndpoints(d1: D1Database): WebhookEndpoints {
  const db = drizzle(d1);
  return {
    async all() {
      const rows = await db.select().from(table).orderBy(asc(table.createdAt), asc(table.id));
      return rows.map(endpointOf);
    },
    async byId(id) {
      const row = await db.select().from(table).where(eq(table.id, id)).get();
      return row === undefined ? null : endpointOf(row);
    },
    write: (endpoint, done) => write(d1, endpoint, done),
    async reseal({ id, revision }, secrets) {
      // An operator's change that came meanwhile has newer secrets.
      await db
        .update(table)
        .set({ secrets: JSON.stringify(secrets) })
        .where(and(eq(table.id, id), eq(table.revision, revision)));
    },
    async history(id, limit) {
      const rows = await db
        .select()
        .from(change)
        .where(eq(change.endpointId, id))
        .orderBy(desc(change.revision))
        .limit(limit);
      return rows.map(({ at, actor, action, reason }) => {
        return { at, actor, action: action as EndpointChange["action"], reason };
      });
    },
  };
}

/**
 * The change comes first: its key is the revision, so of two changes at once the second one writes
 * nothing at all. What deliveries note meanwhile (`failing_since`) stays, until it is enabled anew.
 */
async function write(
  d1: D1Database,
  endpoint: CalledEndpoint,
  { at, actor, action, reason }: EndpointChange,
): Promise<boolean> {
  const { id, revision } = endpoint;
  const isWritten = `EXISTS (SELECT 1 FROM webhook_endpoint_change
    WHERE endpoint_id = ?1 AND revision = ?2 AND at = ?3 AND actor = ?4)`;
  const changed = d1
    .prepare(
      `INSERT INTO webhook_endpoint_change (endpoint_id, revision, at, actor, action, reason)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING`,
    )
    .bind(id, revision, at, actor, action, reason);
  const written = d1
    .prepare(
      `INSERT INTO webhook_endpoint (id, url, description, types, brand, secrets, enabled,
         disabled_because, failing_since, created_at, created_by, revision)
       SELECT ?1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL, ?12, ?13, ?2 WHERE ${isWritten}
       ON CONFLICT (id) DO UPDATE SET url = excluded.url, description = excluded.description,
         types = excluded.types, secrets = excluded.secrets, enabled = excluded.enabled,
         disabled_because = excluded.disabled_because, revision = excluded.revision,
         failing_since = CASE WHEN excluded.enabled > webhook_endpoint.enabled THEN NULL
           ELSE webhook_endpoint.failing_since END
       RETURNING id`,
    )
    .bind(
      id,
      revision,
      at,
      actor,
      endpoint.url,
      endpoint.description,
      JSON.stringify(endpoint.types),
      endpoint.brand,
      JSON.stringify(endpoint.secrets),
      endpoint.enabled ? 1 : 0,
      endpoint.disabledBecause,
      endpoint.createdAt,
      endpoint.createdBy,
    );
  const [, rows] = await d1.batch([changed, written]);
  return (rows?.results.length ?? 0) > 0;
}

function endpointOf(row: typeof table.$inferSelect): CalledEndpoint {
  return {
    ...row,
    id: toId("whe", row.id),
    types: selectors.parse(JSON.parse(row.types)),
    secrets: sealedSecrets.parse(JSON.parse(row.secrets)),
  };
}

/** In a batch: an endpoint that has failed since before this is disabled. Answers with its id. */
export const disableFailing = (d1: D1Database, id: EndpointId, since: number) =>
  d1
    .prepare(
      `UPDATE webhook_endpoint SET enabled = 0, disabled_because = 'failing'
       WHERE id = ?1 AND enabled = 1 AND failing_since <= ?2 RETURNING id`,
    )
    .bind(id, since);
