import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createPayerDirectory } from "../../src/adapters/d1/payer-directory.ts";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import type { ProjectedTopUp } from "../../src/app/ports/projection-store.ts";
import { brandStatement, KESTREL } from "../fixtures/brands.ts";
import { CAST, type CastMember } from "../fixtures/cast.ts";
import { batchOf, credited, logOf, paid, requested, returning, topUpId } from "./d1-log.ts";
import {
  all,
  emptyTables,
  invoiceSequence,
  PROJECTED_LEDGER,
  PROJECTED_MAIN,
  project,
  resetTables,
} from "./d1-world.ts";
import { databases } from "./databases.ts";

const store = createProjectionStore(databases());
const readModels = createReadModels(databases());
const projectLogs = (...topUps: ProjectedTopUp[]) => project(store, [batchOf(topUps)]);
/** A credited top-up; `number`: the invoice number in its log, if there is one. */
const success = (n: number, number?: string): ProjectedTopUp => {
  const projected = number ? [[{ type: "InvoiceNumbered", invoiceNumber: number } as const]] : [];
  return logOf(n, [requested(n), paid(n), credited(n), ...projected], n * 20);
};
const refunded = (n: number) => logOf(n, [requested(n), paid(n), returning(n)], n * 20);
const numbers = () =>
  all(
    "SELECT top_up_id, number, printf('Invoice INV-%06d', number) AS title FROM invoice ORDER BY number",
  ).then((rows) => rows.map((row) => [row.top_up_id, row.number, row.title]));
const dump = async () =>
  Object.fromEntries(
    await Promise.all(
      PROJECTED.map(async (t) => [t, await all(`SELECT * FROM ${t} ORDER BY 1`)] as const),
    ),
  );

const PROJECTED = [...PROJECTED_MAIN, ...PROJECTED_LEDGER];

beforeEach(resetTables);

describe("given D1 restored to a time before all of it", () => {
  test("then the same logs give the same rows and numbers, in any order", async () => {
    const logs = [success(1, "INV-000001"), refunded(2), success(3, "INV-000002")];
    await projectLogs(success(1), refunded(2));
    await projectLogs(success(3));
    await projectLogs(...logs);
    const before = { ...(await dump()), customers: await all("SELECT * FROM customer") };
    await emptyTables(PROJECTED_MAIN);
    await projectLogs(...logs.toReversed());
    expect({ ...(await dump()), customers: await all("SELECT * FROM customer") }).toEqual(before);
    expect(await numbers()).toEqual([
      [topUpId(1), 1, "Invoice INV-000001"],
      [topUpId(3), 2, "Invoice INV-000002"],
    ]);
  });

  test("then a new invoice that comes before the old ones takes none of their numbers", async () => {
    await projectLogs(success(1), success(2));
    await emptyTables(PROJECTED_MAIN);
    expect(await projectLogs(success(3))).toMatchObject([{ invoiceNumber: "INV-000003" }]);
    await projectLogs(success(2, "INV-000002"));
    await projectLogs(success(1, "INV-000001"));
    expect((await numbers()).map(([, number]) => number)).toEqual([1, 2, 3]);
  });

  test("then a number that never came into its log is the same again", async () => {
    const first = await projectLogs(success(1));
    await emptyTables(PROJECTED_MAIN);
    await projectLogs(success(2));
    expect(await projectLogs(success(1))).toEqual(first);
    expect((await numbers()).map(([id]) => id)).toEqual([topUpId(1), topUpId(2)]);
  });

  test("then the customer is made of the oldest top-up of a batch", async () => {
    await projectLogs(success(1), success(2));
    const before = await all("SELECT id FROM customer WHERE sealed IS NOT NULL");
    await emptyTables([
      ...PROJECTED_MAIN,
      "service_address",
      "link",
      "offer",
      "service",
      "customer",
    ]);
    await projectLogs(success(2, "INV-000002"), success(1, "INV-000001"));
    expect(await all("SELECT id FROM customer")).toEqual(before);
  });
});

describe("given D1 restored to an older day", () => {
  test("then its rows stay, and the lost ones come back between and after them", async () => {
    await projectLogs(logOf(1, [requested(1), paid(1)], 20));
    await projectLogs(success(2));
    const backup = await dump();
    await projectLogs(success(1));
    await projectLogs(success(3));
    const before = await dump();
    await emptyTables(PROJECTED_MAIN);
    await restore(backup);
    await projectLogs(success(3, "INV-000003"));
    await projectLogs(success(2, "INV-000001"), success(1, "INV-000002"));
    const after = await dump();
    // A restored row keeps its `seq`, because `NoticeSent` changes nothing in it.
    for (const table of PROJECTED.filter((t) => t !== "top_up")) {
      expect(after[table], table).toEqual(before[table]);
    }
    expect((await numbers()).map(([id]) => id)).toEqual([topUpId(2), topUpId(1), topUpId(3)]);
  });
});

/** Writes rows back as a backup has them. */
async function restore(backup: Awaited<ReturnType<typeof dump>>): Promise<void> {
  for (const [d1, tables] of [
    [env.DB, PROJECTED_MAIN],
    [env.LEDGER_1, PROJECTED_LEDGER],
  ] as const) {
    const rows = tables.flatMap((table) => (backup[table] ?? []).map((row) => ({ table, row })));
    await d1.batch(
      rows.map(({ table, row }) => {
        const marks = Object.keys(row).map(() => "?");
        const insert = `INSERT INTO ${table} (${Object.keys(row)}) VALUES (${marks})`;
        return d1.prepare(insert).bind(...Object.values(row));
      }),
    );
  }
}

describe("given invoice numbers", () => {
  test("when a batch is lost after its number was given, then the next one has the same", async () => {
    const batches = [batchOf([success(1)])];
    const invoices = await store.unnumbered(batches);
    const given = await invoiceSequence().numberInvoices({ invoices });
    expect(given).toEqual([{ topUpId: topUpId(1), number: 1 }]);
    expect(await invoiceSequence().numberInvoices({ invoices })).toEqual(given);
    expect(await projectLogs(success(1))).toMatchObject([{ invoiceNumber: "INV-000001" }]);
  });

  test("when the invoice sequence was lost, then it continues far above D1", async () => {
    await projectLogs(success(1), success(2));
    const other = invoiceSequence("a new one");
    const invoices = await store.unnumbered([batchOf([success(2), success(3), success(4)])]);
    expect(invoices.map((i) => [i.topUpId, i.above])).toEqual([
      [topUpId(3), 2],
      [topUpId(4), 2],
    ]);
    expect(await other.numberInvoices({ invoices })).toEqual([
      { topUpId: topUpId(3), number: 1003 },
      { topUpId: topUpId(4), number: 1004 },
    ]);
  });

  test("when a log has the number of another top-up, then D1 refuses and keeps its rows", async () => {
    await projectLogs(success(1));
    await expect(projectLogs(success(2, "INV-000001"))).rejects.toThrow(/given once/);
    expect(await numbers()).toEqual([[topUpId(1), 1, "Invoice INV-000001"]]);
    expect(await all("SELECT id FROM top_up")).toEqual([{ id: topUpId(1) }]);
  });

  test("when two services mint the same reference number, then the second batch fails", async () => {
    await projectLogs(success(1));
    const twin = { ...CAST.ada, service: { ...CAST.ada.service, id: CAST.ben.service.id } };
    const events = [requested(2, {}, twin), paid(1, twin), credited(2)];
    const theirs = batchOf([logOf(2, events)], twin);
    await expect(project(store, [theirs])).rejects.toThrow(/append-only/);
    expect(await all("SELECT id FROM top_up")).toEqual([{ id: topUpId(1) }]);
  });

  test("when no number was given, then nothing is written", async () => {
    await expect(store.project([batchOf([success(1)])], [])).rejects.toThrow(/NOT NULL/);
    expect(await all("SELECT id FROM top_up")).toEqual([]);
  });
});

describe("when the known services are listed", () => {
  test("then those of the register and those with top-ups come by id, in pages", async () => {
    const unregistered: CastMember = {
      ...CAST.ada,
      service: { ...CAST.ada.service, id: `svc_${"z".repeat(26)}` },
    };
    const theirs = logOf(9, [requested(9, {}, unregistered), paid(9, unregistered)], 1);
    await project(store, [batchOf([theirs], unregistered)]);
    const ids = [...Object.values(CAST).map((m) => m.service.id), unregistered.service.id].sort();
    expect(await readModels.knownServices("", 100)).toEqual(ids);
    expect(await readModels.knownServices(ids[1] ?? "", 2)).toEqual(ids.slice(2, 4));
    expect(await readModels.knownServices(ids.at(-1) ?? "", 2)).toEqual([]);
  });

  test("then brands are those of rows, of services and of invoices, each once", async () => {
    const north = logOf(3, [requested(3, { brand: "north" }), paid(3), credited(3)]);
    await project(store, [batchOf([success(1), success(2), north])]);
    expect(await readModels.knownBrands()).toEqual(["default", "kestrel", "north"]);
    await env.DB.prepare("UPDATE service SET brand = 'south'").run();
    expect(await readModels.knownBrands()).toEqual(["default", "north", "south"]);
    const { sql, params } = brandStatement({ ...KESTREL, publicUrl: "https://kestrel.example" });
    await env.DB.prepare(sql)
      .bind(...params)
      .run();
    expect(await readModels.knownBrands()).toEqual(["default", "kestrel", "north", "south"]);
    expect(await createPayerDirectory(databases()).brands()).toEqual(["kestrel", "south"]);
  });

  test("then the invoice sequence has those that ever had an invoice", async () => {
    await project(store, [
      batchOf([success(1), success(2)]),
      batchOf([logOf(3, [requested(3, {}, CAST.ben), paid(3, CAST.ben), credited(3)])], CAST.ben),
    ]);
    const ids = [CAST.ada.service.id, CAST.ben.service.id].sort();
    expect(await invoiceSequence().numberedServices({ after: "", limit: 10 })).toEqual(ids);
    expect(await invoiceSequence().numberedServices({ after: ids[0] ?? "", limit: 10 })).toEqual([
      ids[1],
    ]);
    const unused = invoiceSequence("an unused one");
    expect(await unused.numberedServices({ after: "", limit: 10 })).toEqual([]);
  });
});
