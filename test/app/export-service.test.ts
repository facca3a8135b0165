/** What an export of a service's object holds (decision 41). */
import { beforeEach, describe, expect, test } from "vitest";
import { exportedPage, exportRecord } from "../../src/contract/operator-export.ts";
import type { TopUpId } from "../../src/domain/base/ids.ts";
import { type FakeObject, fakeObject } from "./fake-object.ts";
import { memorySql } from "./memory-sql.ts";
import { NOW } from "./test-backend.ts";

const sql = () => memorySql();
let object: FakeObject;
let storage: ReturnType<typeof sql>;

/** Rows as the object writes them, with a state of this size; `n` from 1. */
function stored(n: number, { size = 10, seqs = [n] } = {}): void {
  const id = `top_${String(n).padStart(26, "0")}`;
  const state = { request: { topUpId: id, sessionId: "ses_secret" }, text: "ä".repeat(size) };
  storage.all(
    `INSERT INTO top_up (id, state, open, requested_at, last_seq, seqs) VALUES (?, ?, 0, ?, ?, ?)`,
    id,
    JSON.stringify(state),
    NOW + n,
    seqs.at(-1) ?? 0,
    seqs.map((seq) => `,${seq}`).join(""),
  );
  storage.all("INSERT INTO idempotency_key VALUES (?, ?, ?)", `key-${n}`, `hash-${n}`, id);
  storage.all(
    "INSERT INTO payer VALUES (?, ?, ?, ?, ?, NULL)",
    id,
    `pay_${id.slice(4)}`,
    null,
    `sealed-${n}`,
    "b",
  );
  for (const seq of seqs) {
    const body = JSON.stringify({ cardKey: "secret-card", size: "x".repeat(size) });
    storage.all("INSERT INTO event VALUES (?, ?, ?, 'Credited', ?)", seq, id, NOW + n, body);
  }
}
beforeEach(() => {
  storage = sql();
  object = fakeObject(() => NOW, undefined, storage);
});

async function pages() {
  const all = [];
  for (let after: string | null = null; ; ) {
    const page = await object.port.exportService({ after });
    all.push(page);
    if (page.next === null) return all;
    after = page.next;
  }
}
const records = async () => (await pages()).flatMap((page) => page.records);

describe("given a service that sold", () => {
  test("then facts, top-ups with keys and payers, and all events come, each once", async () => {
    for (const n of [1, 2, 3]) stored(n);
    const all = await records();
    expect(all.map(({ record }) => record)).toEqual([
      "facts",
      "top_up",
      "top_up",
      "top_up",
      "event",
      "event",
      "event",
    ]);
    expect(all[1]).toMatchObject({
      id: "top_00000000000000000000000001" satisfies TopUpId,
      seqs: [1],
      keys: [{ key_sha256: expect.stringMatching(/^[0-9a-f]{64}$/), input_hash: "hash-1" }],
      payer: { sealed: "sealed-1", payer_key: null },
    });
    for (const one of all) expect(exportRecord.parse(one)).toEqual(one);
  });

  test("then neither a session, a card nor an idempotency key is in it", async () => {
    stored(1);
    const text = JSON.stringify(await records());
    for (const secret of ["ses_secret", "secret-card", "key-1"]) expect(text).not.toContain(secret);
  });

  test("then it changes nothing, and may be repeated", async () => {
    for (const n of [1, 2]) stored(n);
    const dump = () =>
      ["top_up", "event", "fact", "payer"].map((t) => storage.all(`SELECT * FROM ${t}`));
    const before = dump();
    expect(await records()).toEqual(await records());
    expect(dump()).toEqual(before);
  });
});

describe("given more than a page", () => {
  test("then every page stays below 1 MiB, none is empty, and nothing is missing", async () => {
    for (let n = 1; n <= 120; n++) stored(n, { size: 9000, seqs: [2 * n - 1, 2 * n] });
    const all = await pages();
    expect(all.length).toBeGreaterThan(5);
    for (const page of all) {
      const body = { format: 1, service_id: "svc", ...page };
      expect(exportedPage.parse(body)).toBeTruthy();
      expect(new TextEncoder().encode(JSON.stringify(body)).length).toBeLessThan(2 ** 20);
      expect(page.records.length).toBeGreaterThan(0);
    }
    const seqs = all
      .flatMap((p) => p.records)
      .flatMap((r) => (r.record === "event" ? [r.seq] : []));
    expect(seqs).toEqual(Array.from({ length: 240 }, (_, i) => i + 1));
  });

  test("then what comes while it is read comes too", async () => {
    for (let n = 1; n <= 60; n++) stored(n, { size: 9000 });
    const first = await object.port.exportService({ after: null });
    stored(61);
    const rest = [];
    for (let after = first.next; after !== null; ) {
      const page = await object.port.exportService({ after });
      rest.push(...page.records);
      after = page.next;
    }
    expect(rest.filter((r) => r.record === "top_up").at(-1)).toMatchObject({ seqs: [61] });
    expect(rest.at(-1)).toMatchObject({ record: "event", seq: 61 });
  });
});

describe("given an object without anything", () => {
  test("then it has its facts alone", async () => {
    expect((await records()).map(({ record }) => record)).toEqual(["facts"]);
  });

  test("a cursor that is none is refused", async () => {
    await expect(object.port.exportService({ after: "key:1" })).rejects.toThrow("`next` of a page");
  });
});
