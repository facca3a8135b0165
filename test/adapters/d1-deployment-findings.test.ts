/** Findings of the deployment: many of one kind hide no other. */
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { createAlertFacts } from "../../src/adapters/d1/alert-facts.ts";
import { registerWith, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const { findings } = registerWith();
const open = (kind: string, subject: string, at: number) =>
  env.DB.prepare("INSERT INTO deployment_finding VALUES (?, ?, 'why', ?, NULL)")
    .bind(kind, subject, at)
    .run();

beforeEach(async () => {
  await resetTables();
  for (let n = 0; n < 150; n++) await open("bad_row", `offer/off_${n}`, n);
  await open("deployment_id_conflict", "deployment", 1000);
  await open("of_a_newer_release", "deployment", 0);
});

test("alerts hear of every kind, of a newer release too", async () => {
  const { findings: heard } = await createAlertFacts(databases()).read(2000);
  const kinds = new Set(heard.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(["bad_row", "deployment_id_conflict", "of_a_newer_release"]);
  expect(heard.length).toBeLessThanOrEqual(60);
});

test("who asks for one kind gets it; a list has the oldest that this release has words for", async () => {
  expect(await findings.openOf("deployment_id_conflict", 5)).toEqual([
    { kind: "deployment_id_conflict", subject: "deployment", detail: "why", since: 1000 },
  ]);
  const oldest = await findings.open(3);
  expect(oldest.map(({ subject }) => subject)).toEqual([
    "offer/off_0",
    "offer/off_1",
    "offer/off_2",
  ]);
  expect((await findings.open(500)).map(({ kind }) => kind)).not.toContain("of_a_newer_release");
  await findings.close({ kind: "bad_row", subject: "offer/off_0" });
  expect((await findings.openOf("bad_row", 1)).map(({ subject }) => subject)).toEqual([
    "offer/off_1",
  ]);
});
