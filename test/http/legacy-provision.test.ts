/** The reference's "Check Provisioning Status", and how that route refuses. */
import { beforeEach, describe, expect, test } from "vitest";
import { legacyAnswer, legacyJob } from "../../src/contract/legacy.ts";
import { dongle, NOW } from "../app/test-backend.ts";
import { TestApp } from "./test-app.ts";

let app: TestApp;
beforeEach(() => {
  app = new TestApp();
});
const failure = (status: number, Reason: string) => ({ result: "Failed", Reason, status });

describe("Check Provisioning Status: GET /crm/provision/provision_id/<id>", () => {
  const PATH = "/crm/provision/provision_id/1000001";
  beforeEach(() => {
    const step = { step: "check", outcome: "credited", at: NOW, lastAt: NOW, times: 1 };
    app.backend.jobs.rows.set(1_000_001, {
      provisionId: 1_000_001,
      topUpId: "top_1",
      serviceId: dongle.id,
      brand: dongle.brand,
      playbook: "play_topup_hotspot",
      status: 0,
      outcome: "check: credited",
      steps: [step],
      startedAt: NOW,
      endedAt: NOW,
    });
  });

  test("shows the detailed status of the provisioning job, with an operator's key", async () => {
    const answer = await app.operate(PATH);
    expect(legacyJob.parse(await answer.json())).toMatchObject({
      provision_id: 1_000_001,
      playbook: "play_topup_hotspot",
      status: 0,
      steps: [{ step: "check", outcome: "credited", times: 1 }],
    });
  });

  /** The body of a failure, whose HTTP status is the one in the body. */
  async function refused(answer: Response) {
    const json = legacyAnswer.parse(await answer.json());
    expect(json.status).toBe(answer.status);
    return json;
  }

  test("ids can be guessed, so a call without a key learns nothing", async () => {
    const answer = await app.call(PATH);
    expect(answer.headers.get("WWW-Authenticate")).toBe('Bearer realm="operator"');
    expect(await refused(answer)).toEqual(failure(401, "No valid token"));
    expect(await refused(await app.operate(PATH, undefined, "wrong"))).toMatchObject({
      status: 401,
    });
  });

  test.each(["9", "0", "1e6", "x", "1000001.0"])("no job has the number %s", async (id) => {
    const answer = await app.operate(`/crm/provision/provision_id/${id}`);
    expect(await refused(answer)).toEqual(failure(404, "Not found"));
  });

  test("a failure before or beside the handler has the same shape", async () => {
    expect(await refused(await app.operate(PATH, {}))).toEqual(failure(405, "Wrong method"));
    expect(await refused(await app.operate("/crm/nothing"))).toEqual(failure(404, "Not found"));
    app.backend.jobs.down = true;
    const silent = await app.operate(PATH);
    expect(silent.headers.get("Retry-After")).toBe("5");
    expect(await refused(silent)).toEqual(
      failure(503, "Temporarily unavailable, send the same request again"),
    );
    app.backend.jobs.byNumber = () => Promise.reject(new Error("a mistake in our code"));
    expect(await refused(await app.operate(PATH))).toEqual(failure(500, "Internal error"));
  });
});

test("a wrong configuration: legacy routes fail in their own form too", async () => {
  app.env = { ...app.env, STRIPE_SECRET_KEY: "" };
  for (const path of ["/oam/usage", "/crm/provision/provision_id/1000001"]) {
    const answer = await app.operate(path);
    expect([answer.status, await answer.json()]).toEqual([500, failure(500, "Internal error")]);
  }
});
