import { describe, expect, test } from "vitest";
import { reprojectedView } from "../../src/contract/operator.ts";
import type { ServiceId } from "../../src/domain/base/ids.ts";
import { SERVICE_ID } from "../app/test-backend.ts";
import { OPERATORS, refTo } from "../fixtures/operators.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";
import { runCli } from "./operator-cli.ts";
import { problemOf, TestApp } from "./test-app.ts";

const PATH = "/operator/reproject";
const why = { reason: "restored last night's backup" };
const { anna } = OPERATORS;
const order = (app: TestApp, body: object) => app.operate(PATH, body, anna.token);

/** One paid top-up, which the object has sent to D1. */
async function projected() {
  const app = new TestApp();
  const created = await pressPay(app);
  app.backend.stripe.pay(intentOf(created));
  await app.post(`${pathOf(created)}/sync`);
  const { port } = app.backend.object;
  const batch = await port.unprojected();
  if (batch) await port.recordProjected({ ...batch, invoices: [] });
  return { app, port };
}
/** 249 more services in the register; the backend has one object for all of them. */
const others = Array.from(
  { length: 249 },
  (_, i): ServiceId => `svc_${String(i + 1).padStart(26, "0")}`,
);

describe("POST /operator/reproject", () => {
  test("one service: it is due again", async () => {
    const { app, port } = await projected();
    expect(await port.unprojected()).toBeNull();
    const answer = await order(app, { ...why, service_id: SERVICE_ID });
    expect(reprojectedView.parse(await answer.json())).toEqual({ due: 1, failed: [], after: null });
    expect(await port.unprojected()).not.toBeNull();
  });

  test("all services: a page, and where the next one begins", async () => {
    const { app } = await projected();
    app.backend.registered = [SERVICE_ID, ...others];
    const first = reprojectedView.parse(await (await order(app, why)).json());
    expect(first).toEqual({ due: 100, failed: [], after: others[98] });
    const last = await order(app, { ...why, after: others[198] });
    expect(reprojectedView.parse(await last.json())).toMatchObject({ due: 50, after: null });
  });

  test.each([
    ["reason_needed", 422, {}],
    ["invalid_request", 400, { ...why, actor: "kim" }],
    ["invalid_request", 400, { ...why, service_id: "svc_1" }],
    ["invalid_request", 400, { ...why, service_id: "invoice-sequence" }],
    ["invalid_request", 400, { ...why, approved_by: "lee" }],
    ["not_found", 404, { ...why, service_id: SERVICE_ID }],
  ])("%s", async (code, status, body) => {
    const app = new TestApp();
    expect(await problemOf(await order(app, body))).toMatchObject({ code, status });
  });

  test("without the token: no object is called", async () => {
    const { app } = await projected();
    expect(await problemOf(await app.operate(PATH, why, "wrong"))).toMatchObject({
      code: "unauthorized",
    });
    expect(app.backend.object.calls).not.toContain("reproject");
  });
});

describe("npm run operator -- reproject", () => {
  const run = (app: TestApp, ...argv: string[]) => runCli(app, ["reproject", ...argv], anna.token);
  const reason = ["--reason", why.reason];

  test("all: page after page, and each line says where to continue", async () => {
    const { app } = await projected();
    app.backend.registered = [SERVICE_ID, ...others];
    expect(await run(app, "all", ...reason)).toEqual({
      code: 0,
      out: [
        `100 services; continue with --after ${others[98]}`,
        `200 services; continue with --after ${others[198]}`,
        "all: 250 services",
      ],
      err: "",
    });
    const rest = await run(app, "all", ...reason, "--after", others[198] ?? "");
    expect(rest.out).toEqual(["all: 50 services"]);
  });

  test("one service, recorded with who and why", async () => {
    const { app, port } = await projected();
    const ran = await run(app, SERVICE_ID, ...reason);
    expect(ran).toMatchObject({ code: 0, out: [`${SERVICE_ID} sends all its rows to D1 again`] });
    const { topUpId = "top_none" } = (await port.unprojected())?.topUps[0] ?? {};
    const line = (await port.getEvidence({ topUpId }))?.log.at(-1);
    expect(line?.body).toMatchObject({
      action: "reproject",
      actor: refTo(anna),
      ...why,
    });
  });

  test("an object without an answer is named, and the exit code says so", async () => {
    const { app } = await projected();
    app.backend.object.failNext = "reproject";
    const ran = await run(app, "all", ...reason);
    expect(ran).toMatchObject({
      code: 1,
      out: ["all: 0 services", `no answer: ${SERVICE_ID}`],
    });
  });

  test.each([
    [["all"], "--reason"],
    [reason, "needs an id"],
  ])("wrong usage (%j): usage, and nothing is sent", async (argv, says) => {
    const app = new TestApp();
    const { code, err } = await run(app, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(app.backend.object.calls).toEqual([]);
  });
});
