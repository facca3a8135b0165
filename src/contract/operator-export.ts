/** What an export holds (decision 41): the log of one service's object, page by page. */
import * as z from "zod";
import { idPattern } from "../domain/base/ids.ts";
import { idOf } from "./ids.ts";

/** Of the records below; a reader refuses one that it does not know. */
export const EXPORT_FORMAT = 1;

const described = (description: string) => ({ description });
const seq = z.int().min(0);
const instant = z.int().min(0).meta(described("Unix ms"));
const json = z.record(z.string(), z.unknown());

const sealedPayer = z.strictObject({
  payer_id: z.string(),
  payer_key: z.string().nullable(),
  sealed: z.string().meta(described("Name, email and address, under a key of SEAL_KEYS")),
  buyer_hash: z.string(),
});
const key = z.strictObject({ key_sha256: z.string(), input_hash: z.string() });

export const exportRecord = z
  .discriminatedUnion("record", [
    z.strictObject({ record: z.literal("facts"), facts: json }),
    z.strictObject({
      record: z.literal("top_up"),
      id: z.string(),
      requested_at: instant,
      drop_at: instant.nullable(),
      seqs: z.array(seq).meta(described("The numbers of its events")),
      state: json,
      keys: z.array(key).meta(described("Hashes of its idempotency keys")),
      payer: sealedPayer.nullable(),
    }),
    z.strictObject({
      record: z.literal("event"),
      seq,
      top_up_id: z.string(),
      at: instant,
      type: z.string(),
      body: json,
    }),
  ])
  .meta({ id: "ExportRecord" });
export type ExportRecord = z.output<typeof exportRecord>;

/** Where a page begins, as the page before says it; a reader takes it as it is. */
export const exportCursor = z.string().regex(/^(top_up|event):\d{1,15}$/, "`next` of a page");

export const exportQuery = z.strictObject({
  after: exportCursor.optional().meta({ example: "event:120" }),
});
export const exportedPage = z
  .strictObject({
    format: z.literal(EXPORT_FORMAT),
    service_id: z.string(),
    seq: seq.meta(described("The newest event when the page was read")),
    records: z.array(exportRecord),
    next: z.string().nullable().meta(described("`after` of the next page; null: the last one")),
  })
  .meta({ id: "ExportedPage" });
export type ExportedPageJson = z.output<typeof exportedPage>;

export const exportedServicesQuery = z.strictObject({
  after: idOf("svc").optional().meta({ example: "svc_01jgzv4q8n6yb2dxk5rtm9we3h" }),
});
export const exportedServices = z
  .strictObject({
    services: z.array(z.string().regex(idPattern("svc"))),
    next: z.string().nullable().meta(described("`after` of the next page; null: the last one")),
  })
  .meta({ id: "ExportedServices" });
