import { describe, expect, test } from "vitest";
import { resolve } from "../../src/cli/resolve/resolve.ts";
import { reprojectedView } from "../../src/contract/operator.ts";
import { SERVICE_ID } from "../actions/fake-house.ts";
import { FakeDoors, OPERATOR_TOKEN, ORIGIN, problemOf } from "./fake-doors.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";

const DOOR = "/operator/reproject";
const kim = { actor: "kim", reason: "restored the night's backup" };

/** One paid top-up of the one service; D1 was told of it. */
async function projected() {
  const doors = new FakeDoors();
  const created = await pressPay(doors);
  doors.house.stripe.pay(intentOf(created));
  await doors.post(`${pathOf(created)}/settle`);
  const { port } = doors.house.object;
  const batch = await port.projection();
  if (batch) await port.projected({ ...batch, invoices: [] });
  return { doors, port };
}
/** 249 more services in the register; the fake house answers for all of them. */
const others = Array.from({ length: 249 }, (_, i) => `svc_${String(i + 1).padStart(26, "0")}`);

describe("POST /operator/reproject", () => {
  test("one service: it is due again", async () => {
    const { doors, port } = await projected();
    expect(await port.projection()).toBeNull();
    const answer = await doors.operate(DOOR, { ...kim, service_id: SERVICE_ID });
    expect(reprojectedView.parse(await answer.json())).toEqual({ due: 1, failed: [], after: null });
    expect(await port.projection()).not.toBeNull();
  });

  test("all services: a page, and where the next one begins", async () => {
    const { doors } = await projected();
    doors.house.registered = [SERVICE_ID, ...others];
    const first = reprojectedView.parse(await (await doors.operate(DOOR, kim)).json());
    expect(first).toEqual({ due: 100, failed: [], after: others[98] });
    const last = await doors.operate(DOOR, { ...kim, after: others[198] });
    expect(reprojectedView.parse(await last.json())).toMatchObject({ due: 50, after: null });
  });

  test.each([
    ["reason_needed", 422, { actor: "kim" }],
    ["invalid_request", 400, { ...kim, service_id: "svc_1" }],
    ["invalid_request", 400, { ...kim, service_id: "invoice-numbers" }],
    ["invalid_request", 400, { ...kim, second: "lee" }],
    ["not_found", 404, { ...kim, service_id: SERVICE_ID }],
  ])("%s", async (code, status, body) => {
    const doors = new FakeDoors();
    expect(await problemOf(await doors.operate(DOOR, body))).toMatchObject({ code, status });
  });

  test("without the token: nothing is told", async () => {
    const { doors } = await projected();
    expect(await problemOf(await doors.operate(DOOR, kim, "wrong"))).toMatchObject({
      code: "unauthorized",
    });
    expect(doors.house.object.calls).not.toContain("reproject");
  });
});

describe("npm run resolve -- reproject", () => {
  async function run(doors: FakeDoors, ...argv: string[]) {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await resolve(["reproject", ...argv, "--url", ORIGIN], {
      env: { OPERATOR_TOKEN },
      whoami: () => "kim",
      fetch: async (url, init) => doors.app.request(new Request(url, init), undefined, doors.env),
      out: (line) => out.push(line),
      err: (line) => err.push(line),
    });
    return { code, out, err: err.join("\n") };
  }
  const reason = ["--reason", kim.reason];

  test("all: page after page, and each line says where to go on", async () => {
    const { doors } = await projected();
    doors.house.registered = [SERVICE_ID, ...others];
    expect(await run(doors, "all", ...reason)).toEqual({
      code: 0,
      out: [
        `100 services; go on with --after ${others[98]}`,
        `200 services; go on with --after ${others[198]}`,
        "all: 250 services",
      ],
      err: "",
    });
    const rest = await run(doors, "all", ...reason, "--after", others[198] ?? "");
    expect(rest.out).toEqual(["all: 50 services"]);
  });

  test("one service, recorded with who and why", async () => {
    const { doors, port } = await projected();
    const told = await run(doors, SERVICE_ID, ...reason);
    expect(told).toMatchObject({ code: 0, out: [`${SERVICE_ID} tells D1 everything again`] });
    const { topUpId = "" } = (await port.projection())?.topUps[0] ?? {};
    const line = (await port.evidence({ topUpId }))?.log.at(-1);
    expect(line?.body).toMatchObject({ action: "reproject", ...kim });
  });

  test("an object without an answer is named, and the exit code says so", async () => {
    const { doors } = await projected();
    doors.house.object.failNext = "reproject";
    const told = await run(doors, "all", ...reason);
    expect(told).toMatchObject({
      code: 1,
      out: ["all: 0 services", `no answer: ${SERVICE_ID}`],
    });
  });

  test.each([
    [["all"], "--reason"],
    [reason, "needs an id"],
  ])("called wrongly (%j): usage, and nothing is sent", async (argv, says) => {
    const doors = new FakeDoors();
    const { code, err } = await run(doors, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(doors.house.object.calls).toEqual([]);
  });
});
