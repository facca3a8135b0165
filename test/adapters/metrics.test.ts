/** Points of Analytics Engine: their columns, their limits, and that a fault breaks nothing. */
import { describe, expect, test } from "vitest";
import { kindOfAnswer, measured } from "../../src/adapters/metrics/measured.ts";
import { createMetrics, POINT_LIMITS } from "../../src/adapters/metrics/metrics.ts";
import { METRICS, type MetricName } from "../../src/contract/metrics.ts";
import { type LogLine, logInto } from "../app/log-lines.ts";
import { read } from "../architecture/support/files.ts";

/** Keeps what is written; throws instead while it is broken. */
function dataset() {
  const written: AnalyticsEngineDataPoint[] = [];
  const engine = {
    written,
    broken: false,
    writeDataPoint(point: AnalyticsEngineDataPoint = {}) {
      if (engine.broken) throw new TypeError("writeDataPoint(): too many");
      written.push(point);
    },
  };
  return engine;
}
function metricsInto(engine: ReturnType<typeof dataset> | null, most = 250) {
  const logged: LogLine[] = [];
  let left = most;
  const metrics = createMetrics({
    dataset: engine,
    versionOf: () => "1.2.3+abc",
    takePoint: () => left-- > 0,
    log: logInto(logged),
  });
  return { metrics, logged };
}
const call = {
  blobs: { system: "ocs", method: "read", outcome: "account" },
  doubles: { took_ms: 12 },
};

describe("a point", () => {
  test("has name and version in front of its own columns, and the name as index", () => {
    const engine = dataset();
    metricsInto(engine).metrics.write("call", call);
    expect(engine.written).toEqual([
      { indexes: ["call"], blobs: ["call", "1.2.3+abc", "ocs", "read", "account"], doubles: [12] },
    ]);
  });

  test("has its texts cut, and -1 for what is not known or no number", () => {
    const engine = dataset();
    const doubles = { status: null, took_ms: Number.NaN, attempt: 1 };
    const blobs = { type: "x".repeat(5000), outcome: "\ud800" };
    metricsInto(engine).metrics.write("webhook_delivery", { blobs, doubles });
    const [point] = engine.written;
    expect(point?.doubles).toEqual([-1, -1, 1]);
    expect(point?.blobs?.[2]).toHaveLength(200);
    expect(point?.blobs?.[3]).toBe("\ufffd");
  });

  test("that cannot be written is a line and no fault; unbound there is none at all", () => {
    const engine = dataset();
    engine.broken = true;
    const { metrics, logged } = metricsInto(engine);
    metrics.write("call", call);
    expect(logged.map(({ event }) => event)).toEqual(["metric_not_written"]);
    metricsInto(null).metrics.write("call", call);
  });

  test("beyond the most of an invocation is left out", () => {
    const engine = dataset();
    const { metrics } = metricsInto(engine, 3);
    for (let n = 0; n < 10; n++) metrics.write("call", call);
    expect(engine.written).toHaveLength(3);
  });
});

describe("a measured port", () => {
  const clock = { now: () => 1000 };
  test("answers and throws what it did before, with a point for each call", async () => {
    const engine = dataset();
    const { metrics } = metricsInto(engine);
    const port = {
      name: "n",
      read: async (id: string) => ({ kind: "no_account", id }),
      fail: async () => Promise.reject(new Error("down")),
      now: () => 5,
    };
    const same = measured("ocs", port, { metrics, clock, outcomeOf: kindOfAnswer });
    expect(await same.read("a")).toEqual({ kind: "no_account", id: "a" });
    await expect(same.fail()).rejects.toThrow("down");
    expect([same.now(), same.name]).toEqual([5, "n"]);
    expect(engine.written.map(({ blobs }) => blobs?.slice(2))).toEqual([
      ["ocs", "read", "no_account"],
      ["ocs", "fail", "fault"],
    ]);
  });
});

describe("the table of metrics", () => {
  const names = Object.keys(METRICS) as MetricName[];

  test("keeps the limits: 20 blobs with name and version, 20 doubles, an index of 96 bytes", () => {
    for (const name of names) {
      const { blobs, doubles } = METRICS[name];
      expect(blobs.length + 2, name).toBeLessThanOrEqual(POINT_LIMITS.fields);
      expect(doubles.length, name).toBeLessThanOrEqual(POINT_LIMITS.fields);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(POINT_LIMITS.indexBytes);
    }
  });

  test("is the one in src/docs/metrics.md", () => {
    const document = read("src/docs/metrics.md");
    const rows = names.map((name) => {
      const { what, unit, blobs, doubles } = METRICS[name];
      return `| ${name} | ${what} | ${unit} | ${blobs.join(", ") || "–"} | ${doubles.join(", ")} |`;
    });
    expect(rows.filter((row) => !document.includes(row))).toEqual([]);
  });

  test("holds no column for a person, a service or a top-up", () => {
    const columns = names.flatMap((name) => [...METRICS[name].blobs, ...METRICS[name].doubles]);
    expect(
      columns.filter((one) => /email|name|payer|customer|ip|imsi|msisdn|_id$/.test(one)),
    ).toEqual([]);
  });
});
