import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { layoutOfSources, noteLayout, refuseOtherLayout } from "./state-layout.ts";

const layout = {
  migrations: ["0000_a.sql 1", "0001_b.sql 2"],
  ledgerMigrations: ["0000_l.sql 7"],
  steps: ["first 3"],
  keyedSteps: ["one 6"],
  rateSteps: ["only 8"],
};
let state: string;
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "edge-topup-"));
});
afterEach(() => rmSync(state, { recursive: true }));
const keepSomething = () => mkdirSync(join(state, "v3"));

describe("state that was kept from the last run", () => {
  test("nothing was kept: any layout will do", () => {
    expect(() => refuseOtherLayout(state, layout)).not.toThrow();
  });

  test("made before layouts were noted: refused with a sentence that names the cure", () => {
    keepSomething();
    const sentence = /another layout than this version: npm run dev -- --fresh forgets it/;
    expect(() => refuseOtherLayout(state, layout)).toThrow(sentence);
    expect(() => refuseOtherLayout(state, layout)).toThrow(state);
  });

  test("made with the same layout, or with the beginning of it: kept", () => {
    keepSomething();
    noteLayout(state, layout);
    expect(() => refuseOtherLayout(state, layout)).not.toThrow();
    const longer = {
      migrations: [...layout.migrations, "0002_c.sql 4"],
      ledgerMigrations: [...layout.ledgerMigrations, "0001_m.sql 8"],
      steps: [...layout.steps, "second 5"],
      keyedSteps: [...layout.keyedSteps, "two 7"],
      rateSteps: [...layout.rateSteps, "two 8"],
    };
    expect(() => refuseOtherLayout(state, longer)).not.toThrow();
  });

  test.each([
    ["an edited migration", { ...layout, migrations: ["0000_a.sql 1", "0001_b.sql 9"] }],
    ["an edited migration of the ledgers", { ...layout, ledgerMigrations: ["0000_l.sql 9"] }],
    ["fewer migrations", { ...layout, migrations: ["0000_a.sql 1"] }],
    ["an edited step of the services' objects", { ...layout, steps: ["first 9"] }],
    ["an edited step of the keyed objects", { ...layout, keyedSteps: ["one 9"] }],
    ["an edited step of the rates", { ...layout, rateSteps: ["only 9"] }],
  ])("%s: refused", (_what, wanted) => {
    keepSomething();
    noteLayout(state, layout);
    expect(() => refuseOtherLayout(state, wanted)).toThrow(/another layout/);
  });

  test("the sources describe a layout: every migration and every step has its line", () => {
    const { migrations, steps, keyedSteps } = layoutOfSources();
    expect(migrations[0]).toMatch(/^0000_register\.sql [0-9a-f]{16}$/);
    expect(steps.length).toBeGreaterThan(0);
    expect(keyedSteps[0]).toMatch(/^entries [0-9a-f]{16}$/);
  });
});
