/** The conformance suite, which operators run against an engine, run against the simulator. */
import { describe, expect, test } from "vitest";
import { runConformance } from "../../src/cli/conformance/run.ts";
import { startCgratesSimulator } from "../simulators/cgrates/server.ts";

const engines = [
  { version: "master", database: "internal" },
  { version: "master", database: "redis" },
  { version: "v0.10", database: "internal" },
] as const;

describe("the conformance suite", () => {
  test.each(engines)("passes on the simulator ($version, $database)", async (options) => {
    const simulator = await startCgratesSimulator(options);
    const lines: string[] = [];
    const target = {
      url: simulator.url,
      timeoutMs: 10_000,
      silenceMs: 100,
      wait: async (ms: number) => simulator.admin.setClockOffset(ms),
    };
    const summary = await runConformance(target, "test", (line) => lines.push(line));
    expect(lines.filter((line) => line.startsWith("failed"))).toEqual([]);
    expect(summary.passed).toBeGreaterThan(40);
    expect(simulator.admin.state().accounts, "what it leaves behind").toEqual({});
    await simulator.close();
  });

  test("fails where the engine answers OK and saves nothing", async () => {
    const simulator = await startCgratesSimulator();
    simulator.admin.addFault({ kind: "ok_without_saving", method: "SetBalance$" });
    const target = { url: simulator.url, timeoutMs: 10_000, silenceMs: 100, wait: async () => {} };
    const summary = await runConformance(target, "test", () => {});
    expect(summary.failed).toBeGreaterThan(10);
    await simulator.close();
  });
});
