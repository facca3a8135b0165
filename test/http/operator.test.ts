import { describe, expect, test } from "vitest";
import { resolve } from "../../src/cli/resolve/resolve.ts";
import { evidenceView, unresolvedView } from "../../src/contract/operator.ts";
import { NOW, SERVICE_ID } from "../actions/fake-house.ts";
import { FakeDoors, OPERATOR_TOKEN, ORIGIN, problemOf } from "./fake-doors.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";

async function paid() {
  const doors = new FakeDoors();
  const created = await pressPay(doors);
  doors.house.stripe.pay(intentOf(created));
  await doors.post(`${pathOf(created)}/settle`);
  const { id } = created.top_up;
  return { doors, id, path: `/operator/top-ups/${SERVICE_ID}/${id}` };
}
const kim = { actor: "kim", reason: "the customer called" };

describe("the operator's door", () => {
  test.each(["", "wrong", `${OPERATOR_TOKEN}x`])("the token '%s' opens nothing", async (token) => {
    const { doors, path } = await paid();
    for (const answer of [
      await doors.operate("/operator/unresolved", undefined, token),
      await doors.operate(`${path}/refund`, kim, token),
      await doors.operate("/operator/nothing", undefined, token),
    ]) {
      expect(answer.headers.get("WWW-Authenticate")).toContain("Bearer");
      expect(await problemOf(answer)).toMatchObject({ code: "unauthorized", status: 401 });
    }
    expect(doors.house.object.calls).not.toContain("operatorRefund");
  });

  test("lists and shows what the contract says", async () => {
    const { doors, id, path } = await paid();
    const row = { serviceId: SERVICE_ID, topUpId: id, name: "paid", since: NOW, findings: [] };
    doors.house.unresolved = [row];
    const list = await doors.operate("/operator/unresolved");
    expect(unresolvedView.parse(await list.json()).unresolved).toMatchObject([{ top_up_id: id }]);
    const shown = evidenceView.parse(await (await doors.operate(path)).json());
    expect(shown.stripe).toMatchObject({ status: "succeeded" });
    expect(shown.log.map((line) => line.type)).toContain("PaymentSucceeded");
  });

  test.each([
    ["reason_needed", 422, "refund", { actor: "kim" }],
    ["second_person_needed", 422, "paid-back", { ...kim, reference: "IBAN" }],
    ["wrong_state", 409, "confirm", kim],
    ["invalid_request", 400, "refund", { ...kim, force: true }],
    ["invalid_request", 400, "paid-back", kim],
  ])("%s", async (code, status, verb, body) => {
    const { doors, path } = await paid();
    const answer = await doors.operate(`${path}/${verb}`, body);
    expect(await problemOf(answer)).toMatchObject({ code, status });
  });

  test("a wrong limit, and a reference that D1 has not heard of", async () => {
    const doors = new FakeDoors();
    const limit = await problemOf(await doors.operate("/operator/unresolved?limit=0"));
    expect(limit).toMatchObject({ code: "invalid_request", errors: [{ field: "limit" }] });
    const find = await problemOf(await doors.operate("/operator/find?intent=pi_1"));
    expect(find.code).toBe("not_found");
  });
});

describe("npm run resolve", () => {
  async function run(doors: FakeDoors, ...argv: string[]) {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await resolve([...argv, "--url", ORIGIN], {
      env: { OPERATOR_TOKEN },
      whoami: () => "kim",
      fetch: async (url, init) => doors.app.request(new Request(url, init), undefined, doors.env),
      out: (line) => out.push(line),
      err: (line) => err.push(line),
    });
    return { code, out: out.join("\n"), err: err.join("\n") };
  }

  test("lists, shows and refunds; who and why are recorded", async () => {
    const { doors, id } = await paid();
    const row = {
      serviceId: SERVICE_ID,
      topUpId: id,
      name: "paid",
      since: NOW,
      findings: ["loss"],
    };
    doors.house.unresolved = [row];
    expect((await run(doors, "list")).out).toContain(
      `paid              ${SERVICE_ID}/${id}  [loss]`,
    );
    expect((await run(doors, "show", id)).out).toContain("PaymentSucceeded");
    const refunded = await run(doors, "refund", `${SERVICE_ID}/${id}`, "--reason", "called");
    expect(refunded).toMatchObject({ code: 0, out: expect.stringMatching(/^refunding since/) });
    const known = await doors.house.object.port.evidence({ topUpId: id });
    const acted = known?.log.find((line) => line.type === "OperatorActed");
    expect(acted?.body).toMatchObject({ actor: "kim", reason: "called" });
  });

  test("passes a refusal on in words", async () => {
    const { doors, id } = await paid();
    const refused = await run(doors, "confirm", id, "--reason", "seen");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("(it is paid) [wrong_state]");
  });

  test.each([
    [["refund", "top_1"], "--reason"],
    [["refund", "--reason", "x"], "needs an id"],
    [["paid-back", "top_1", "--reason", "x"], "--reference"],
    [["list", "--force"], "--force"],
    [["delete"], "npm run resolve --"],
  ])("called wrongly (%j): usage, and nothing is sent", async (argv, says) => {
    const doors = new FakeDoors();
    const { code, err } = await run(doors, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(doors.house.object.calls).toEqual([]);
  });
});
