/** The call of the operator's watch, in the Worker's own runtime. */
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test } from "vitest";
import { createHeartbeat } from "../../src/adapters/heartbeat/heartbeat.ts";

const beat = (path: string, withinMs?: number) =>
  createHeartbeat(`${env.RECEIVER_URL}${path}`, withinMs).beat();
async function fault(name: string | null): Promise<void> {
  const init = { method: "POST", body: JSON.stringify({ fault: name }) };
  await (await fetch(`${env.RECEIVER_URL}/_admin/switch`, init)).json();
}
afterEach(() => fault(null));

describe("given an address", () => {
  test("then it is called, and a good answer is enough", async () => {
    await beat("/_admin/received");
  });

  test.each([
    ["failing", 500],
    ["gone", 410],
    ["redirect", 307],
  ])("given it is %s: a fault", async (name, status) => {
    await fault(name);
    await expect(beat("/beat")).rejects.toThrow(`HTTP ${status}`);
  });

  test("given it never answers: a fault after the time limit", async () => {
    await fault("silent");
    await expect(beat("/beat", 1)).rejects.toThrow();
  });
});

test("given none: no call is made", async () => {
  await createHeartbeat("").beat();
});
