/** Replays every recorded request of a real engine on the simulator: same answers, same order. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import master from "../fixtures/cgrates/pairs-master-internal.json";
import redis from "../fixtures/cgrates/pairs-master-redis.json";
import older from "../fixtures/cgrates/pairs-v0.10-internal.json";
import { type CgratesSimulator, startCgratesSimulator } from "../simulators/cgrates/server.ts";

interface Step {
  readonly request: string;
  readonly status: number | null;
  readonly response: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Recording {
  readonly cases: readonly {
    readonly case: number;
    readonly title: string;
    readonly steps: readonly Step[];
  }[];
}

const BASIC_AUTH = { user: "portal", password: "secret" };
/** The day of the recording, for the simulator's clock. */
const RECORDED_AT = Date.parse("2026-11-22T02:15:00Z");
const NEAR_MS = 40 * 86_400_000;
/**
 * How long the test waits before it counts "no answer"; ms. A slow machine can only hide a late
 * one.
 */
const SILENCE_MS = 150;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const engines = [
  { name: "master, in memory", recording: master as Recording, options: {} },
  {
    name: "master, on Redis, basic auth",
    recording: redis as Recording,
    options: { database: "redis", basicAuth: BASIC_AUTH } as const,
  },
  {
    name: "v0.10",
    recording: older as Recording,
    options: { version: "v0.10" } as const,
  },
];

// The steps of a recording build on each other, so they are never shuffled.
const InOrder = { shuffle: false };
for (const { name, recording, options } of engines)
  describe(`the simulator answers as ${name} did`, InOrder, () => {
    let simulator: CgratesSimulator;
    const uuids = new Map<string, string>();
    beforeAll(async () => {
      simulator = await startCgratesSimulator(options);
      simulator.admin.setClockOffset(RECORDED_AT - Date.now());
    });
    afterAll(() => simulator.close());

    test.each(recording.cases.map((c) => ({ ...c })))("$case $title", async ({ steps }) => {
      for (const step of steps) {
        const answer = await send(simulator, step, uuids, "basicAuth" in options);
        learnUuids(step.response, answer.body, uuids);
        expect(answer.status, step.request).toBe(step.status);
        expect(normal(answer.body), step.request).toEqual(normal(step.response, uuids));
      }
    });
  });

async function send(
  simulator: CgratesSimulator,
  step: Step,
  uuids: ReadonlyMap<string, string>,
  secured: boolean,
): Promise<{ status: number | null; body: string }> {
  const url = new URL(step.path ?? "/jsonrpc", simulator.url);
  const auth = `Basic ${btoa(`${BASIC_AUTH.user}:${BASIC_AUTH.password}`)}`;
  const attempt = fetch(url, {
    method: step.method ?? "POST",
    body: step.request.replace(UUID, (uuid) => uuids.get(uuid) ?? uuid),
    headers: { ...step.headers, ...(secured ? { authorization: auth } : {}) },
    ...(step.status === null ? { signal: AbortSignal.timeout(SILENCE_MS) } : {}),
  });
  if (step.status === null) {
    await expect(attempt).rejects.toThrow(/timeout/i);
    return { status: null, body: "" };
  }
  const response = await attempt;
  return { status: response.status, body: await response.text() };
}

/** Pairs up uuids by position, because every engine makes its own. */
function learnUuids(recorded: string, answered: string, uuids: Map<string, string>): void {
  const mine = answered.match(UUID) ?? [];
  for (const [i, theirs] of (recorded.match(UUID) ?? []).entries()) {
    const uuid = mine[i];
    if (uuid !== undefined && !uuids.has(theirs)) uuids.set(theirs, uuid);
  }
}

/**
 * Comparable text: lines sorted, instants near "now" and times of saving left out, uuids paired.
 */
function normal(body: string, uuids?: ReadonlyMap<string, string>): string[] {
  const text = body.replace(UUID, (uuid) => uuids?.get(uuid) ?? uuid);
  const lines = text.split("\n").filter((line) => line !== "");
  return lines
    .sort()
    .map((line) =>
      line
        .replace(/"UpdateTime":"[^"]*"/g, '"UpdateTime":"…"')
        .replace(/"ExpirationDate":"([^"]*)"/g, (whole, time: string) =>
          Math.abs(Date.parse(time) - RECORDED_AT) < NEAR_MS ? '"ExpirationDate":"near"' : whole,
        ),
    );
}
