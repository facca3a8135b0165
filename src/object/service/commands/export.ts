/** The log of this service for an export (decision 41). It reads and changes nothing. */
import { type ExportRecord, exportCursor } from "../../../contract/operator-export.ts";
import type { SqlValue } from "../../storage/sql.ts";
import type { Core } from "../core.ts";
import type { RowCursor } from "../export.ts";
import type { MethodAnswer, MethodInput } from "../port-types.ts";

type Row = Readonly<Record<string, SqlValue>>;

/**
 * One page: the facts, then top-ups with their hashed keys and sealed payers, then events. Throws
 * for a cursor that is none.
 */
export async function exportService(
  core: Core,
  { after }: MethodInput<"exportService">,
): Promise<MethodAnswer<"exportService">> {
  const { store } = core;
  const cursor: RowCursor = after === null ? { table: "top_up", after: 0 } : cursorIn(after);
  const page = store.exports.page(cursor);
  const facts = after === null ? [factsOf(core)] : [];
  const seq = store.seq;
  const isTopUps = cursor.table === "top_up";
  const records = isTopUps ? await Promise.all(page.rows.map(topUpOf)) : page.rows.map(eventOf);
  const end = isTopUps ? "event:0" : null;
  const next = page.after === null ? end : `${cursor.table}:${page.after}`;
  return { seq, records: [...facts, ...records], next };
}

function cursorIn(after: string): RowCursor {
  const [table, n] = exportCursor.parse(after).split(":");
  return { table: table === "event" ? "event" : "top_up", after: Number(n) };
}

const factsOf = ({ store }: Core): ExportRecord => ({
  record: "facts",
  facts: withoutSecrets(JSON.stringify(store.facts)),
});

async function topUpOf(row: Row): Promise<ExportRecord> {
  const keys = JSON.parse(String(row.keys)) as [string, string][];
  return {
    record: "top_up",
    id: String(row.id),
    requested_at: Number(row.requested_at),
    drop_at: row.drop_at == null ? null : Number(row.drop_at),
    seqs: JSON.parse(String(row.seqs)) as number[],
    state: withoutSecrets(String(row.state)),
    keys: await Promise.all(
      keys.map(async ([key, hash]) => ({ key_sha256: await sha256Of(key), input_hash: hash })),
    ),
    payer: row.sealed == null ? null : payerOf(row),
  };
}

const payerOf = (row: Row) => ({
  payer_id: String(row.payer_id),
  payer_key: row.payer_key == null ? null : String(row.payer_key),
  sealed: String(row.sealed),
  buyer_hash: String(row.buyer_hash),
});

const eventOf = (row: Row): ExportRecord => ({
  record: "event",
  seq: Number(row.n),
  top_up_id: String(row.top_up_id),
  at: Number(row.at),
  type: String(row.type),
  body: withoutSecrets(String(row.body)),
});

/** A customer is known again by these; nothing that leaves the object says them. */
const SECRET: ReadonlySet<string> = new Set(["sessionId", "cardKey", "cardFingerprint"]);

const withoutSecrets = (text: string): Record<string, unknown> =>
  JSON.parse(text, (key, value) => (SECRET.has(key) ? undefined : value));

async function sha256Of(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
