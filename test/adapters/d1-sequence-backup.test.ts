/** A sequence whose object is lost (decision 41): no number twice, and what is left out is told. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import type { InvoiceSequence } from "../../src/app/ports/invoice-sequence.ts";
import { batchOf, credited, logOf, paid, requested, topUpId } from "./d1-log.ts";
import { all, emptyTables, invoiceSequence, registerWith, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const store = createProjectionStore(databases());
const success = (n: number) => logOf(n, [requested(n), paid(n), credited(n)], n * 20);
const invoiceOf = (n: number) => [batchOf([success(n)])];

/** What the consumer does, with this sequence. */
async function project(n: number, sequence: InvoiceSequence) {
  const invoices = await store.unnumbered(invoiceOf(n));
  const numbers = await sequence.numberInvoices({ invoices });
  await store.project(invoiceOf(n), numbers);
  return numbers.map(({ number }) => number);
}
const backup = () => all("SELECT brand, last_number FROM sequence_backup");
const numbers = async () =>
  (await all("SELECT number FROM invoice ORDER BY number")).map(({ number }) => number);
const skipped = async () =>
  (await registerWith().findings.open(10)).filter(({ kind }) => kind === "invoice_numbers_skipped");

const withoutBatch = (d1: D1Database): D1Database =>
  new Proxy(d1, {
    get(target, key) {
      if (key === "batch") throw new Error("died");
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });

beforeEach(resetTables);

describe("given a new brand", () => {
  test("then its first number is 1, the backup rises with each, and nothing is told", async () => {
    expect(await project(1, invoiceSequence())).toEqual([1]);
    expect(await project(2, invoiceSequence())).toEqual([2]);
    expect(await backup()).toEqual([{ brand: "default", last_number: 2 }]);
    expect(await skipped()).toEqual([]);
  });
});

describe("given the object of a sequence is lost", () => {
  test("then it goes on beyond all that it may have given, and finance is told which", async () => {
    await project(1, invoiceSequence());
    expect(await project(2, invoiceSequence("lost"))).toEqual([1002]);
    expect(await project(3, invoiceSequence("lost"))).toEqual([1003]);
    expect(await numbers()).toEqual([1, 1002, 1003]);
    expect(await skipped()).toMatchObject([
      {
        subject: "sequence/default",
        detail: "numbers 2 to 1001: not given, or not in D1 yet",
      },
    ]);
  });

  test("twice: both gaps stay in the finding", async () => {
    await project(1, invoiceSequence());
    await project(2, invoiceSequence("lost"));
    await project(3, invoiceSequence("lost again"));
    expect((await skipped()).map(({ detail }) => detail)).toEqual([
      "numbers 2 to 1001: not given, or not in D1 yet; " +
        "numbers 1003 to 2002: not given, or not in D1 yet",
    ]);
  });

  test("and a number is on its way meanwhile: it stays with its top-up", async () => {
    await project(1, invoiceSequence());
    const late = await store.unnumbered(invoiceOf(2));
    const given = await invoiceSequence().numberInvoices({ invoices: late });
    await project(3, invoiceSequence("lost"));
    await store.project(invoiceOf(2), given);
    expect(await numbers()).toEqual([1, 2, 1002]);
    expect(await backup()).toEqual([{ brand: "default", last_number: 1002 }]);
  });

  test("between main database and ledger: the number comes to no other", async () => {
    await project(1, invoiceSequence());
    const invoices = await store.unnumbered(invoiceOf(2));
    const given = await invoiceSequence().numberInvoices({ invoices });
    const broken = createProjectionStore(databases({ ledger: withoutBatch(env.LEDGER_1) }));
    await expect(broken.project(invoiceOf(2), given)).rejects.toThrow("died");
    expect(await project(3, invoiceSequence("lost"))).toEqual([1003]);
    expect(await project(2, invoiceSequence("lost"))).toEqual([1004]);
    expect(await numbers()).toEqual([1, 1003, 1004]);
  });
});

describe("given one number for two top-ups all the same", () => {
  test("then the main database refuses the second, whichever ledger it is for", async () => {
    await project(1, invoiceSequence());
    await emptyTables([]);
    const twice = [{ topUpId: topUpId(2), number: 1 }];
    await expect(store.project(invoiceOf(2), twice)).rejects.toThrow(/given once/);
    expect(await all("SELECT id FROM top_up")).toEqual([]);
  });

  test("then the same top-up may come with it again", async () => {
    const again = [{ topUpId: topUpId(1), number: 1 }];
    await store.project(invoiceOf(1), again);
    await emptyTables([]);
    await store.project(invoiceOf(1), again);
    expect(await numbers()).toEqual([1]);
  });
});

describe("given the backup", () => {
  test("then it neither falls nor goes", async () => {
    await project(1, invoiceSequence());
    for (const change of [
      "UPDATE sequence_backup SET last_number = 0",
      "DELETE FROM sequence_backup",
    ]) {
      await expect(env.DB.prepare(change).run()).rejects.toThrow(/only rises/);
    }
  });

  test.each(["DB", "LEDGER_1"] as const)(
    "when %s is silent, no number is asked for",
    async (d1) => {
      await project(1, invoiceSequence());
      const silent = new Proxy(env[d1], {
        get() {
          throw new Error("silent");
        },
      });
      const dead = createProjectionStore(
        databases(d1 === "DB" ? { main: silent } : { ledger: silent }),
      );
      await expect(dead.unnumbered(invoiceOf(2))).rejects.toThrow("silent");
    },
  );
});
