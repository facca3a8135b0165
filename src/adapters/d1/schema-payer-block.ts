/** Which top-ups block their payers, and by which marks (decision 34). */
import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SessionId, TopUpId } from "../../domain/base/ids.ts";

export const payerBlock = sqliteTable(
  "payer_block",
  {
    topUpId: text("top_up_id").$type<TopUpId>().primaryKey(),
    brand: text("brand").notNull(),
    /** False: the dispute was won, or an operator lifted the block. */
    blocks: integer("blocks", { mode: "boolean" }).notNull(),
    sessionId: text("session_id").$type<SessionId>(),
    /** The payer key of the email: an HMAC. Null: none was given, or the payer was erased. */
    emailKey: text("email_key"),
    /** The vault's key of the card: an HMAC. Null: no card paid. */
    cardKey: text("card_key"),
    seq: integer("seq").notNull(),
  },
  (t) => [
    index("payer_block_session").on(t.sessionId).where(sql`${t.blocks} = 1`),
    index("payer_block_email").on(t.emailKey).where(sql`${t.blocks} = 1`),
    index("payer_block_card").on(t.cardKey).where(sql`${t.blocks} = 1`),
    check("payer_block_blocks", sql`${t.blocks} IN (0, 1)`),
  ],
);
