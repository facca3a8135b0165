/** `/readyz` as a use case: every check is said, whatever another one does. */
import { beforeEach, describe, expect, test } from "vitest";
import { checkReadiness } from "../../src/app/operator/check-readiness.ts";
import type { Probe } from "../../src/app/ports/probe.ts";
import { operator } from "./actors.ts";
import { TestBackend } from "./test-backend.ts";

let backend: TestBackend;
beforeEach(() => {
  backend = new TestBackend();
});

const good: Probe = { name: "good", ask: async () => ({ ok: true, detail: "answers" }) };
const bad: Probe = { name: "bad", ask: async () => ({ ok: false, detail: "says no" }) };
const broken: Probe = {
  name: "broken",
  ask: async () => {
    throw new Error("D1_ERROR: no such database");
  },
};
const throwing: Probe = {
  name: "throwing",
  ask: () => {
    throw new Error("no binding");
  },
};
const silent: Probe = { name: "silent", ask: () => new Promise(() => {}) };

describe("given probes that fail in every way", () => {
  test("each is said with its reason, and the good ones are good", async () => {
    backend.probes = [silent, broken, throwing, bad, good];
    const checked = await checkReadiness(backend.ports, operator(), { probeMs: 5 });
    expect(checked).toMatchObject({
      ok: true,
      value: [
        { name: "silent", ok: false, detail: "silent: no answer within 5 ms" },
        { name: "broken", ok: false, detail: "D1_ERROR: no such database" },
        { name: "throwing", ok: false, detail: "no binding" },
        { name: "bad", ok: false, detail: "says no" },
        { name: "good", ok: true, detail: "answers" },
      ],
    });
    expect(backend.logged).toMatchObject([
      { event: "not_ready", fields: { failed: "silent, broken, throwing, bad" } },
    ]);
  });

  test("a probe's time is its own", async () => {
    const slow: Probe = {
      name: "slow",
      ask: async () => {
        backend.now += 1200;
        return { ok: true, detail: "at last" };
      },
    };
    backend.probes = [slow];
    expect(await checkReadiness(backend.ports, operator())).toMatchObject({
      value: [{ ms: 1200 }],
    });
    expect(backend.logged).toEqual([]);
  });
});

test("a key of one brand is refused: a deployment belongs to none alone", async () => {
  backend.probes = [good];
  const refused = await checkReadiness(backend.ports, operator("olga", { brands: ["south"] }));
  expect(refused).toMatchObject({ ok: false, error: { code: "forbidden" } });
});
