/** `npm run operator -- export`: the files, the manifest, and what it checks (decision 41). */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ExportCheck } from "../../src/cli/operator/export-check.ts";
import { type ExportRecord, exportRecord } from "../../src/contract/operator-export.ts";
import { SERVICE_ID } from "../app/test-backend.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";
import { runCli } from "./operator-cli.ts";
import { TestApp } from "./test-app.ts";

let app: TestApp;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "export-"));
  app = new TestApp();
  const created = await pressPay(app);
  app.backend.stripe.pay(intentOf(created));
  await app.post(`${pathOf(created)}/sync`);
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...more: string[]) => {
  app.backend.operatorKeys.change(OPERATORS.olga.key.id, { role: "administrator" });
  return runCli(app, ["export", ...(more.length > 0 ? more : [SERVICE_ID]), "--out", folder]);
};
const read = (file: string) => readFileSync(join(folder, file), "utf8");
const lines = (file: string) =>
  read(file)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("export svc_…", () => {
  test("then the first line says the format, the others are records, the manifest the hash", async () => {
    expect(await run()).toMatchObject({ code: 0 });
    const file = `${SERVICE_ID}.ndjson`;
    expect(readdirSync(folder).sort()).toEqual(["manifest.ndjson", file].sort());
    const [header, ...records] = lines(file);
    expect(header).toMatchObject({ format: 1, service_id: SERVICE_ID });
    for (const one of records) expect(exportRecord.parse(one)).toEqual(one);
    const events = records.filter(({ record }) => record === "event");
    expect(lines("manifest.ndjson")).toEqual([
      {
        format: 1,
        service_id: SERVICE_ID,
        file,
        top_ups: 1,
        events: events.length,
        last_seq: events.length,
        dropped: 0,
        sha256: createHash("sha256").update(read(file)).digest("hex"),
      },
    ]);
    expect(events.length).toBeGreaterThan(2);
  });

  test("then no name, email or session stands in it", async () => {
    await run();
    expect(read(`${SERVICE_ID}.ndjson`)).toContain('"sealed":"');
    expect(read(`${SERVICE_ID}.ndjson`)).not.toMatch(/anna@|sessionId|cardKey/i);
  });

  test("interrupted, the same command begins the service anew and skips what is whole", async () => {
    app.backend.object.failNext = "exportService";
    expect(await run()).toMatchObject({ code: 1 });
    expect(readdirSync(folder)).toEqual([`${SERVICE_ID}.ndjson.part`]);
    expect(await run()).toMatchObject({ code: 0 });
    const before = read(`${SERVICE_ID}.ndjson`);
    writeFileSync(join(folder, "manifest.ndjson"), `${read("manifest.ndjson")}{"service_i`);
    const again = await run();
    expect(again.out.at(-1)).toContain("0 written, 1 were there, 0 failed");
    expect(read(`${SERVICE_ID}.ndjson`)).toBe(before);
  });
});

test("export all goes through all services that are known", async () => {
  expect(await run("all")).toMatchObject({ code: 0 });
  expect(lines("manifest.ndjson").map((line) => line.service_id)).toContain(SERVICE_ID);
});

test("without a folder, or without the scope: refused", async () => {
  expect(await runCli(app, ["export", "all"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("export needs --out <folder>"),
  });
  expect(await run("svc_../../x")).toMatchObject({
    code: 2,
    err: expect.stringContaining("export needs svc_… or all"),
  });
  app.backend.operatorKeys.change(OPERATORS.olga.key.id, { role: "auditor" });
  expect(await runCli(app, ["export", "all", "--out", folder])).toMatchObject({
    code: 1,
    err: expect.stringContaining("exports:make"),
  });
});

test("the log says who took what", async () => {
  await run();
  expect(app.backend.logged).toContainEqual(
    expect.objectContaining({
      event: "exported",
      fields: expect.objectContaining({ actor: OPERATORS.olga.key.id, serviceId: SERVICE_ID }),
    }),
  );
});

describe("the check of the events", () => {
  const topUp = (id: string, seqs: number[]): ExportRecord => ({
    record: "top_up",
    id,
    requested_at: 1,
    drop_at: null,
    seqs,
    state: {},
    keys: [],
    payer: null,
  });
  const event = (seq: number, id = "top_1"): ExportRecord => ({
    record: "event",
    seq,
    top_up_id: id,
    at: 1,
    type: "Credited",
    body: {},
  });
  const checked = (records: readonly ExportRecord[], seq: number) => {
    const check = new ExportCheck();
    for (const one of records) check.add(one, seq);
    return check.result();
  };

  test.each([
    ["whole", [topUp("top_1", [1, 2]), event(1), event(2)], { events: 2, dropped: 0 }],
    ["of a top-up that was dropped", [topUp("top_1", [3]), event(3)], { dropped: 2, lastSeq: 3 }],
    ["newer than the export", [topUp("top_1", [1]), event(1), event(4, "top_9")], { lastSeq: 4 }],
    ["missing", [topUp("top_1", [1, 2]), event(2)], { fault: "event 1 of top_1 is missing" }],
    [
      "the last one, missing",
      [topUp("top_1", [1, 2]), event(1)],
      { fault: "event 2 of top_1 is missing" },
    ],
    ["twice", [topUp("top_1", [1]), event(1), event(1)], { fault: "event 1 comes after event 1" }],
    [
      "of no top-up",
      [topUp("top_1", [1]), event(1), event(2, "top_2")],
      { fault: "event 2 is of top_2, which does not name it" },
    ],
  ] as const)("%s", (_what, records, wanted) => {
    expect(checked(records, 3)).toMatchObject(wanted);
  });
});
