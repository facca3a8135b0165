/** Orders that wait for an approval: written by the projection, listed for operators. */
import { sql } from "drizzle-orm";
import type { DrizzleD1Database } from "drizzle-orm/d1";
import type { WaitingApproval } from "../../app/ports/read-models.ts";
import type { Brands } from "../../domain/operator/brands.ts";
import { stillStands } from "../../domain/top-up/decide/approval.ts";
import type { Row } from "./bulk.ts";
import type { ReadLog } from "./read-log.ts";
import type { approvalRequest } from "./schema-operator.ts";

/** All that were asked for in this log; of them the newest may still wait. */
export function approvalRows({ topUp: t, log, seq }: ReadLog): Row<typeof approvalRequest>[] {
  const { waits } = t.fourEyes;
  const open = waits && stillStands(t, waits) ? waits.approvalId : null;
  return log.flatMap(({ event }) => {
    if (event.type !== "ApprovalRequested") return [];
    const { approvalId: id, action, actor, reason, amount, askedAt, until } = event.request;
    const { serviceId, topUpId, brand } = t.request;
    return [
      {
        id,
        serviceId,
        topUpId,
        brand,
        action,
        person: actor.person,
        name: actor.name,
        reason,
        amountMinor: amount.minor,
        currency: amount.currency,
        askedAt,
        until,
        waits: id === open,
        seq,
      },
    ];
  });
}

interface Listed extends Omit<WaitingApproval, "amount"> {
  readonly minor: number;
  readonly currency: string;
}

/** Of these brands at `now`, the first to expire first. */
export async function waitingApprovals(
  db: DrizzleD1Database,
  brands: Brands,
  now: number,
  limit: number,
): Promise<WaitingApproval[]> {
  const ofBrands =
    brands === "all"
      ? sql`true`
      : sql`brand IN (SELECT value FROM json_each(${JSON.stringify(brands)}))`;
  const rows = await db.all<Listed>(sql`
    SELECT id AS approvalId, service_id AS serviceId, top_up_id AS topUpId, action, person,
      name, reason, amount_minor AS minor, currency, asked_at AS askedAt, until
    FROM approval_request WHERE waits = 1 AND until > ${now} AND ${ofBrands}
    ORDER BY until, id LIMIT ${limit}`);
  return rows.map(({ minor, currency, ...row }) => ({ ...row, amount: { minor, currency } }));
}
