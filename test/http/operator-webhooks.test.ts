/** Endpoints of webhooks over HTTP and by the operator CLI. */
import { beforeEach, describe, expect, test } from "vitest";
import { endpointsView, endpointWithSecretView } from "../../src/contract/operator-webhooks.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { runCli } from "./operator-cli.ts";
import { problemOf, TestApp } from "./test-app.ts";

const { anna, crm } = OPERATORS;
const PATH = "/operator/webhooks";
const order = { reason: "on-call", url: "https://hooks.example.org/in", types: ["alert.*"] };

let app: TestApp;
beforeEach(() => {
  app = new TestApp();
});
const add = (body: object = order) => app.operate(PATH, body, anna.token);
const list = async () =>
  endpointsView.parse(await (await app.operate(PATH, undefined, anna.token)).json()).endpoints;

describe("an endpoint", () => {
  test("is added with a secret that is told once, and listed with who did it and why", async () => {
    const made = endpointWithSecretView.parse(await (await add()).json());
    expect(made.secret).toMatch(/^whsec_/);
    const text = JSON.stringify(await list());
    expect(text).not.toContain(made.secret.slice(6));
    expect(await list()).toMatchObject([
      {
        id: made.endpoint.id,
        url: order.url,
        types: ["alert.*"],
        enabled: true,
        secrets: 1,
        last_change: { action: "added", actor: anna.key.id, reason: "on-call" },
      },
    ]);
    expect(JSON.stringify(app.backend.logged)).not.toContain(made.secret.slice(6));
  });

  test.each([
    [{ ...order, url: "https://10.0.0.1/" }, "invalid_request", "url"],
    [{ ...order, url: "https://topup.example.com/hook" }, "invalid_request", "url"],
    [{ ...order, types: ["alert.*", "nothing"] }, "invalid_request", "types"],
    [{ ...order, types: [] }, "invalid_request", "types"],
    [{ ...order, brand: "south" }, "invalid_request", "brand"],
    [{ ...order, secret: "mine" }, "invalid_request", "secret"],
    [{ ...order, reason: " " }, "reason_needed", undefined],
  ])("%j is refused and not written", async (body, code, field) => {
    const problem = await problemOf(await add(body));
    expect(problem.code).toBe(code);
    expect(problem.errors?.[0]?.field).toBe(field);
    expect(await list()).toEqual([]);
  });

  test("is rotated, disabled and enabled with a reason; each is in its history", async () => {
    const { endpoint } = endpointWithSecretView.parse(await (await add()).json());
    const path = `${PATH}/${endpoint.id}`;
    const post = (what: string, body: object) => app.operate(`${path}/${what}`, body, anna.token);
    await post("rotate", { reason: "yearly", overlap_hours: 1 });
    expect(await list()).toMatchObject([{ secrets: 2 }]);
    expect((await problemOf(await post("disable", {}))).code).toBe("reason_needed");
    await post("disable", { reason: "moves" });
    expect(await list()).toMatchObject([{ enabled: false, disabled_because: "operator" }]);
    await post("enable", { reason: "has moved" });
    expect(await list()).toMatchObject([
      { enabled: true, disabled_because: null, last_change: { reason: "has moved" } },
    ]);
    const changes = app.backend.watch.d1.all("SELECT action FROM webhook_endpoint_change");
    expect(changes.map(({ action }) => action)).toEqual([
      "added",
      "rotated",
      "disabled",
      "enabled",
    ]);
  });

  test("twenty are the most: one alert is no flood of calls", async () => {
    for (let n = 0; n < 20; n++) expect((await add()).status).toBe(201);
    expect((await problemOf(await add())).errors?.[0]?.field).toBe("url");
  });

  test("a key of one brand sees and makes only its own; a machine makes none", async () => {
    await add();
    app.backend.operatorKeys.change(anna.key.id, { brands: ["default"] });
    expect(await list()).toEqual([]);
    expect((await problemOf(await add())).errors?.[0]?.field).toBe("brand");
    expect((await add({ ...order, brand: "default" })).status).toBe(201);
    expect(await list()).toMatchObject([{ brand: "default" }]);
    app.backend.operatorKeys.change(crm.key.id, { role: "administrator" });
    const byMachine = await problemOf(await app.operate(PATH, order, crm.token));
    expect(byMachine).toMatchObject({ code: "forbidden", scope: "webhooks:write" });
  });
});

describe("npm run operator -- webhook", () => {
  const run = (...words: string[]) => runCli(app, ["webhook", ...words], anna.token);

  test("adds, lists, tests, shows deliveries, redelivers, rotates and disables", async () => {
    const reason = ["--reason", "on-call"];
    const added = await run("add", order.url, "--types", "alert.*,webhook.test", ...reason);
    expect(added.out.join("\n")).toMatch(/whsec_\S+[\s\S]*shown once/);
    const [id = ""] = /whe_\w+/.exec(added.out.join()) ?? [];
    expect((await run("list")).out.join("\n")).toMatch(
      /enabled {2}alert\.\*,webhook\.test[\s\S]*on-call/,
    );
    const tested = await run("test", id);
    const [event = ""] = /evt_\w+/.exec(tested.out.join()) ?? [];
    expect(app.backend.watch.queued).toMatchObject([{ ref: { endpointId: id, eventId: event } }]);
    expect((await run("deliveries", id)).out).toEqual(["no try in the last 30 days"]);
    expect((await run("redeliver", id, "--event", event)).code).toBe(0);
    expect(app.backend.watch.queued).toHaveLength(2);
    expect((await run("rotate", id, ...reason)).out.join("\n")).toContain("whsec_");
    expect((await run("disable", id, ...reason)).out.join()).toContain("DISABLED (operator)");
    expect((await run("enable", id, ...reason)).code).toBe(0);
  });

  test.each([
    [["nothing"], "webhook list, webhook add"],
    [["add"], "webhook add needs an address"],
    [["add", "https://hooks.example.org/"], 'needs --reason "…"'],
    [["list", "whe_1"], "takes no id"],
    [["redeliver", "whe_1"], "needs --event"],
  ])("%j is a wrong usage: %s", async (words, text) => {
    const { code, err } = await run(...words);
    expect([code, err]).toEqual([2, expect.stringContaining(text)]);
  });

  test("of an endpoint that is not there says so", async () => {
    const { code, err } = await run("test", `whe_${"1".repeat(26)}`);
    expect([code, err]).toEqual([1, expect.stringContaining("[not_found]")]);
  });
});
