/** Four eyes over HTTP and in the operator CLI: Olga orders, Felix approves. */
import { describe, expect, test } from "vitest";
import { approvalNeeded, approvalsView } from "../../src/contract/operator.ts";
import { toId } from "../../src/domain/base/ids.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { NOW, SERVICE_ID } from "../app/test-backend.ts";
import { brandOf } from "../fixtures/brands.ts";
import { OPERATORS, refTo } from "../fixtures/operators.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";
import { runCli } from "./operator-cli.ts";
import { problemOf, TestApp } from "./test-app.ts";

const { olga, felix, anna } = OPERATORS;
const why = { reason: "the customer called" };

/** A paid top-up whose price is above the limit of the brand. */
async function large() {
  const app = new TestApp();
  const created = await pressPay(app);
  app.backend.stripe.pay(intentOf(created));
  await app.post(`${pathOf(created)}/sync`);
  app.backend.brand = brandOf({ approvalAbove: { usd: 1 } });
  const id = toId("top", created.top_up.id);
  return { app, id, path: `/operator/top-ups/${SERVICE_ID}/${id}` };
}
const events = async (app: TestApp, topUpId: ReturnType<typeof toId<"top">>) =>
  (await app.backend.object.port.getEvidence({ topUpId }))?.log ?? [];

describe("a refund above the limit", () => {
  test("is accepted, not carried out: 202 says who has to do what, and until when", async () => {
    const { app, id, path } = await large();
    const answer = await app.operate(`${path}/refund`, why);
    expect(answer.status).toBe(202);
    const { approval, run } = approvalNeeded.parse(await answer.json());
    expect(approval).toMatchObject({
      id: `apr_${id.slice(4)}_1`,
      top_up_id: id,
      action: "refund",
      person: "olga",
      reason: why.reason,
      amount: { minor: 7000, currency: "usd" },
      until: new Date(NOW + DAY_MS).toISOString(),
    });
    expect(run).toBe(`npm run operator -- approve ${SERVICE_ID}/${approval.id}`);
    expect((await app.backend.object.port.getTopUp({ topUpId: id }))?.state).toBe("paid");
  });

  test("happens when another person approves; the log has both, with their keys", async () => {
    const { app, id, path } = await large();
    await app.operate(`${path}/refund`, why);
    const body = { approval_id: `apr_${id.slice(4)}_1` };
    const done = await app.operate(`${path}/approve`, body, felix.token);
    expect(await done.json()).toMatchObject({ state: "refunding" });
    const line = (await events(app, id)).find(({ type }) => type === "OperatorActed");
    expect(line?.body).toEqual({
      action: "refund",
      actor: refTo(olga),
      ...why,
      approval: { approvalId: body.approval_id, actor: refTo(felix) },
    });
    const again = await app.operate(`${path}/approve`, body, felix.token);
    expect(again.status).toBe(200);
  });

  test("a body can name no one: neither who acts nor who approved", async () => {
    const { app, path } = await large();
    for (const more of [{ approved_by: "felix" }, { actor: "felix" }, { second: "felix" }]) {
      const answer = await app.operate(`${path}/refund`, { ...why, ...more });
      expect(await problemOf(answer)).toMatchObject({ code: "invalid_request" });
    }
  });

  test.each([
    ["second_approver_needed", 422, "the same person with another role"],
    ["approval_expired", 409, "after a day"],
    ["approval_overtaken", 409, "after the state changed"],
    ["not_found", 404, "with another id"],
  ])("%s (%i): %s", async (code, status) => {
    const { app, id, path } = await large();
    await app.operate(`${path}/refund`, why);
    if (code === "second_approver_needed") {
      app.backend.operatorKeys.change(felix.key.id, { person: "olga" });
    } else if (code === "approval_expired") {
      app.backend.now += DAY_MS;
    } else if (code === "approval_overtaken") {
      const body = { approval_id: `apr_${id.slice(4)}_1` };
      app.backend.operatorKeys.change(anna.key.id, { role: "approver" });
      await app.operate(`${path}/approve`, body, anna.token);
    }
    const approvalId = `apr_${id.slice(4)}_${code === "not_found" ? 2 : 1}`;
    const answer = await app.operate(`${path}/approve`, { approval_id: approvalId }, felix.token);
    expect(await problemOf(answer)).toMatchObject({ code, status });
  });

  test("an id of another form is named", async () => {
    const { app, path } = await large();
    const answer = await app.operate(`${path}/approve`, { approval_id: "apr_1" }, felix.token);
    expect(await problemOf(answer)).toMatchObject({
      code: "invalid_request",
      errors: [{ field: "approval_id" }],
    });
  });
});

describe("npm run operator", () => {
  test("refund prints what the approver runs, and that command works", async () => {
    const { app, id } = await large();
    const asked = await runCli(app, ["refund", id, "--reason", "called"]);
    expect(asked.code).toBe(0);
    expect(asked.out[0]).toContain(`Olga (olga): refund 70.00 USD ${SERVICE_ID}/${id}: called`);
    const command = asked.out[2]?.split(" -- ")[1]?.split(" ") ?? [];
    expect((await runCli(app, command)).err).toContain("approvals:give");
    const done = await runCli(app, command, felix.token);
    expect(done).toMatchObject({
      code: 0,
      out: expect.arrayContaining([expect.stringMatching(/^refunding since/)]),
    });
  });

  test("approve takes apr_… alone; anything else is wrong usage", async () => {
    const { app, id } = await large();
    await runCli(app, ["refund", id, "--reason", "called"]);
    const done = await runCli(app, ["approve", `apr_${id.slice(4)}_1`], felix.token);
    expect(done).toMatchObject({ code: 0, err: "" });
    const wrong = await runCli(app, ["approve", id], felix.token);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("svc_…/apr_…") });
  });

  test.each([
    ["reject", felix.token, "rejected"],
    ["retract", olga.token, "retracted"],
  ])("approvals %s closes an order; a reason is needed", async (operation, token, how) => {
    const { app, id } = await large();
    await runCli(app, ["refund", id, "--reason", "called"]);
    const command = ["approvals", operation, `apr_${id.slice(4)}_1`];
    expect(await runCli(app, command, token)).toMatchObject({ code: 2 });
    const done = await runCli(app, [...command, "--reason", "a mistake"], token);
    expect(done).toMatchObject({
      code: 0,
      out: expect.arrayContaining([expect.stringMatching(/^paid since/)]),
    });
    const line = (await events(app, id)).find(({ type }) => type === "RequestClosed");
    expect(line?.body).toMatchObject({ how, reason: "a mistake" });
    const wrong = await runCli(app, ["approvals", "forget", id]);
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("approvals retract") });
  });

  test("approvals lists who, what, how much and until when", async () => {
    const { app, id } = await large();
    const waits = {
      approvalId: `apr_${id.slice(4)}_1`,
      serviceId: SERVICE_ID,
      topUpId: id,
      action: "manual_refund",
      person: "fred",
      name: "Fred",
      reason: "IBAN given by phone",
      amount: { minor: 7000, currency: "usd" },
      askedAt: NOW,
      until: NOW + DAY_MS,
    } as const;
    app.backend.approvals = [waits];
    const listed = await runCli(app, ["approvals"], anna.token);
    expect(listed.out).toEqual([
      `${waits.approvalId}  until 2026-11-22 13:00 Europe/Berlin  Fred (fred): ` +
        `manual_refund 70.00 USD ${SERVICE_ID}/${id}: IBAN given by phone`,
    ]);
    const json = await runCli(app, ["approvals", "--json"], anna.token);
    expect(approvalsView.parse(JSON.parse(json.out[0] ?? "")).approvals).toHaveLength(1);
    app.backend.now += DAY_MS;
    expect((await runCli(app, ["approvals"])).out).toEqual(["nothing waits for an approval"]);
  });
});
