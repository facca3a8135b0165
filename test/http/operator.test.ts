import { describe, expect, test } from "vitest";
import { evidenceView, unresolvedView } from "../../src/contract/operator.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { NOW, SERVICE_ID } from "../app/test-backend.ts";
import { OPERATORS, refTo } from "../fixtures/operators.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";
import { runCli } from "./operator-cli.ts";
import { problemOf, TestApp } from "./test-app.ts";

async function paid() {
  const app = new TestApp();
  const created = await pressPay(app);
  app.backend.stripe.pay(intentOf(created));
  await app.post(`${pathOf(created)}/sync`);
  const id = toId("top", created.top_up.id);
  return { app, id, path: `/operator/top-ups/${SERVICE_ID}/${id}` };
}
const why = { reason: "the customer called" };
const { olga, fred } = OPERATORS;

describe("the operator's routes", () => {
  test.each(["", "wrong", `${OPERATORS.olga.token.slice(0, -1)}x`])(
    "the token '%s' is refused",
    async (token) => {
      const { app, path } = await paid();
      for (const answer of [
        await app.operate("/operator/unresolved", undefined, token),
        await app.operate(`${path}/refund`, why, token),
        await app.operate("/operator/nothing", undefined, token),
      ]) {
        expect(answer.headers.get("WWW-Authenticate")).toContain("Bearer");
        expect(await problemOf(answer)).toMatchObject({ code: "unauthorized", status: 401 });
      }
      expect(app.backend.object.calls).not.toContain("refundTopUp");
    },
  );

  test("lists and shows what the contract says", async () => {
    const { app, id, path } = await paid();
    const row = { serviceId: SERVICE_ID, topUpId: id, state: "paid", since: NOW, findings: [] };
    app.backend.unresolved = [row];
    const list = await app.operate("/operator/unresolved");
    expect(unresolvedView.parse(await list.json()).unresolved).toMatchObject([{ top_up_id: id }]);
    const shown = evidenceView.parse(await (await app.operate(path)).json());
    const who = (event: string) => app.backend.logged.find((l) => l.event === event)?.fields?.actor;
    expect([who("unresolved_listed"), who("evidence_read")]).toEqual([olga.key.id, olga.key.id]);
    expect(shown.stripe).toMatchObject({ status: "succeeded" });
    expect(shown.log.map((line) => line.type)).toContain("PaymentSucceeded");
  });

  test.each([
    ["reason_needed", 422, "refund", {}],
    ["wrong_state", 409, "manual-refund", { ...why, reference: "IBAN" }],
    ["wrong_state", 409, "confirm", why],
    ["invalid_request", 400, "refund", { ...why, force: true }],
    ["invalid_request", 400, "manual-refund", why],
  ])("%s", async (code, status, operation, body) => {
    const { app, path } = await paid();
    const { token } = operation === "manual-refund" ? fred : olga;
    const answer = await app.operate(`${path}/${operation}`, body, token);
    expect(await problemOf(answer)).toMatchObject({ code, status });
  });

  test("a wrong limit, and a payment intent that D1 does not know", async () => {
    const app = new TestApp();
    const limit = await problemOf(await app.operate("/operator/unresolved?limit=0"));
    expect(limit).toMatchObject({ code: "invalid_request", errors: [{ field: "limit" }] });
    const find = await problemOf(await app.operate("/operator/find?intent=pi_1"));
    expect(find.code).toBe("not_found");
  });
});

describe("npm run operator", () => {
  async function run(app: TestApp, ...argv: string[]) {
    const ran = await runCli(app, argv);
    return { ...ran, out: ran.out.join("\n") };
  }

  test("lists, finds, shows evidence and refunds; who and why are recorded", async () => {
    const { app, id } = await paid();
    const row = {
      serviceId: SERVICE_ID,
      topUpId: id,
      state: "paid",
      since: NOW,
      findings: ["loss"],
    };
    app.backend.unresolved = [row];
    expect((await run(app, "list")).out).toContain(`paid              ${SERVICE_ID}/${id}  [loss]`);
    expect((await run(app, "evidence", id)).out).toContain("PaymentSucceeded");
    expect((await run(app, "find", id)).out).toBe(
      `${SERVICE_ID}/${id}\nto read: evidence ${SERVICE_ID}/${id}`,
    );
    const refunded = await run(app, "refund", `${SERVICE_ID}/${id}`, "--reason", "called");
    expect(refunded).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^done: refund ordered\nrefunding since .*\npossible now: redrive/,
      ),
    });
    const known = await app.backend.object.port.getEvidence({ topUpId: id });
    const acted = known?.log.find((line) => line.type === "OperatorActed");
    expect(acted?.body).toMatchObject({ actor: refTo(olga), reason: "called" });
    const again = await run(app, "refund", `${SERVICE_ID}/${id}`, "--reason", "called again");
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^nothing has changed: it was under way already, and waits for S/),
    });
  });

  test("lists findings about the deployment and its rows, with what to do; JSON too", async () => {
    const app = new TestApp();
    const row = { kind: "bad_row", subject: "offer/off_1", detail: "tiers: no" } as const;
    const conflict = { kind: "deployment_id_conflict", subject: "deployment" } as const;
    await app.backend.deploymentFindings.raise(row);
    await app.backend.deploymentFindings.raise({ ...conflict, detail: "acme-1 is claimed twice" });
    const { out } = await run(app, "list");
    expect(out).toMatch(/bad_row {2}offer\/off_1\n +tiers: no\n +to do: correct the row/);
    expect(out).toMatch(/acme-1 is claimed twice\n +to do: nothing is sold or refunded until/);
    const json = unresolvedView.parse(JSON.parse((await run(app, "list", "--json")).out));
    expect(json.deployment_findings).toMatchObject([row, conflict]);
  });

  test("a key of one brand is told nothing about rows of others", async () => {
    const app = new TestApp();
    const row = { kind: "bad_row", subject: "offer/off_1", detail: "tiers: no" } as const;
    await app.backend.deploymentFindings.raise(row);
    const kept = app.backend.operatorKeys.rows.get(olga.key.id);
    if (!kept) throw new Error("Olga has a key");
    app.backend.operatorKeys.rows.set(olga.key.id, { ...kept, brands: ["kestrel"] });
    expect((await run(app, "list")).out).toBe("nothing unresolved");
  });

  test("prints a refusal in words", async () => {
    const { app, id } = await paid();
    const refused = await run(app, "confirm", id, "--reason", "seen");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("(it is paid) [wrong_state]");
  });

  test.each([
    [["refund", "top_1"], "--reason"],
    [["refund", "--reason", "x"], "needs an id"],
    [["manual-refund", "top_1", "--reason", "x"], "--reference"],
    [["list", "--force"], "--force"],
    [["delete"], "npm run operator --"],
  ])("wrong usage (%j): usage, and nothing is sent", async (argv, says) => {
    const app = new TestApp();
    const { code, err } = await run(app, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(app.backend.object.calls).toEqual([]);
  });
});
