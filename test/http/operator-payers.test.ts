/** `npm run operator -- payer …`, from the command line to the object. */
import { beforeEach, describe, expect, test } from "vitest";
import { evidenceView } from "../../src/contract/operator.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { pathOf, pressPay } from "./journey.ts";
import { runCli } from "./operator-cli.ts";
import { problemOf, TestApp } from "./test-app.ts";

const { anna, olga } = OPERATORS;
const EMAIL = "anna@example.com";
let app: TestApp;
let created: Awaited<ReturnType<typeof pressPay>>;
let payer: string;
beforeEach(async () => {
  app = new TestApp();
  created = await pressPay(app);
  payer = `pay_${created.top_up.id.slice(4)}`;
});
const run = (argv: readonly string[], token: string = anna.token) => runCli(app, argv, token);

describe("payer find", () => {
  test("prints the payer and the top-up of the exact email", async () => {
    const found = await run(["payer", "find", EMAIL], olga.token);
    const { service_id, id } = created.top_up;
    expect(found).toEqual({ code: 0, out: [`${payer}  ${service_id}/${id}  default`], err: "" });
    const none = await run(["payer", "find", "bea@example.com"], olga.token);
    expect(none.out).toEqual(["no paid top-up has a payer with this email"]);
  });

  test("sends the email in no address, and logs none", async () => {
    await run(["payer", "find", EMAIL], olga.token);
    expect(app.backend.logged.map(({ event }) => event)).toContain("payer_searched");
    expect(JSON.stringify(app.backend.logged)).not.toContain("anna@");
  });
});

test("evidence shows the payer, and keeps the salt of the invoice's hash to itself", async () => {
  const { service_id, id } = created.top_up;
  const { out } = await run(["evidence", `${service_id}/${id}`, "--json"], olga.token);
  const { payer: shown } = evidenceView.parse(JSON.parse(out.join("")));
  expect(shown).toMatchObject({ email: EMAIL, brand: "default" });
  expect(shown).not.toHaveProperty("salt");
});

describe("payer erase", () => {
  test("forgets the person; evidence and page go on without a name", async () => {
    const erased = await run(["payer", "erase", payer, "--reason", "asked for it"]);
    expect(erased).toEqual({ code: 0, out: ["erased from 1 top-ups"], err: "" });
    const id = `${created.top_up.service_id}/${created.top_up.id}`;
    const evidence = await run(["evidence", id], olga.token);
    expect(evidence.out.join("\n")).toContain("payer\n  null");
    const shown = await (await app.call(pathOf(created))).json();
    expect(shown).toMatchObject({ state: "awaiting_payment", email_masked: null });
  });

  test("repeated, it says that nothing was left", async () => {
    await run(["payer", "erase", payer, "--reason", "asked for it"]);
    const again = await run(["payer", "erase", payer, "--reason", "asked for it"]);
    expect(again).toMatchObject({ code: 0, out: ["erased from 0 top-ups"] });
  });

  test("with a silent object it names the service, and the exit code says so", async () => {
    app.backend.object.failNext = "erasePayer";
    const erased = await run(["payer", "erase", payer, "--reason", "asked for it"]);
    expect(erased.code).toBe(1);
    expect(erased.out.at(-1)).toBe(`no answer: ${created.top_up.service_id}; order it again`);
  });

  test.each([["nothing"], ["pay_1"], ["top_1"]])("%s is no payer", async (id) => {
    const answer = await app.operate(`/operator/payers/${id}/erase`, { reason: "r" }, anna.token);
    expect(await problemOf(answer)).toMatchObject({ status: 404, code: "not_found" });
  });
});

describe("payer reseal", () => {
  test("goes through all pages", async () => {
    const done = await run(["payer", "reseal"]);
    expect(done).toEqual({
      code: 0,
      out: ["nothing to do: every row is under the newest keys"],
      err: "",
    });
  });

  test("a page begins after a service or a customer, and after nothing else", async () => {
    const answer = await app.operate("/operator/payers/reseal", { after: "top_1" }, anna.token);
    expect(await problemOf(answer)).toMatchObject({ status: 400, errors: [{ field: "after" }] });
  });
});

test.each([
  [["payer", "forget", "pay_1"], "payer find, payer erase, payer reseal; not payer forget"],
  [["payer", "find"], "payer find needs an email"],
  [["payer", "erase", "--reason", "r"], "payer erase needs the id of a payer (pay_…)"],
  [["payer", "erase", "pay_1"], 'payer needs --reason "…"'],
  [["payer", "reseal", "all"], "payer reseal takes no id"],
])("%j: %s", async (argv, words) => {
  const { code, err } = await run(argv);
  expect(code).toBe(2);
  expect(err).toContain(words);
});
