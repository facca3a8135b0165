/** Support's second job: which top-ups failed, were refunded or declined, today, of this amount? */
import { beforeEach, describe, expect, test } from "vitest";
import { localTime } from "../../src/cli/operator/when.ts";
import { firstIdAt, toId } from "../../src/domain/base/ids.ts";
import { NOW, SERVICE_ID } from "../app/test-backend.ts";
import { runCli } from "./operator-cli.ts";
import { TestApp } from "./test-app.ts";

const row = (n: number) => ({
  topUpId: toId("top", `top_${String(n).padStart(26, "0")}`),
  serviceId: SERVICE_ID,
  serviceUuid: "7d9f0c1e-0000-4000-8000-000000000077",
  brand: "default",
  timeZone: "Australia/Sydney",
  state: "refunded" as const,
  quantity: 7,
  price: { minor: 7000, currency: "usd" },
  intentId: "pi_1" as const,
  transactionId: null,
  requestedAt: NOW,
  paidAt: NOW,
  decline: "insufficient_funds",
});

let app: TestApp;
beforeEach(() => {
  app = new TestApp();
  app.backend.listed = [row(3), row(2), row(1)];
});
const NONE = {
  states: null,
  serviceId: null,
  brand: null,
  price: null,
  from: null,
  to: null,
  declined: false,
};

describe("npm run operator -- list", () => {
  test("a line has both time zones, and why the card was declined", async () => {
    const { out } = await runCli(app, ["list", "--declined", "--limit", "3"]);
    const at = new Date(NOW).toISOString();
    const times = `${localTime(at, "Australia/Sydney")} = ${localTime(at, "Europe/Berlin")}`;
    expect(out[0]).toContain(`refunded  ${times}  70.00 USD  no transaction  declined: insuff`);
    expect(out.at(-1)).toBe("3 found, all there are: with a declined card (30 days)");
  });

  test.each<[string[], object]>([
    [["--declined"], { declined: true }],
    [["--refunded"], { states: ["refunding", "refund_failed", "refunded"] }],
    [["--state", "parked"], { states: ["parked"] }],
    [["--amount", "70.00 USD"], { price: { minor: 7000, currency: "usd" } }],
    [["--amount", "70JPY"], { price: { minor: 70, currency: "jpy" } }],
    [
      ["--brand", "south", "--failed"],
      { brand: "south", states: expect.arrayContaining(["parked"]) },
    ],
    [["--service", SERVICE_ID], { serviceId: SERVICE_ID }],
  ])("%j is asked for as %j", async (argv, filter) => {
    expect((await runCli(app, ["list", ...argv])).code).toBe(0);
    expect(app.backend.browsed[0]).toEqual({ ...NONE, ...filter });
  });

  test("a day begins at the operator's midnight", async () => {
    await runCli(app, ["list", "--since", "2026-07-01"]);
    await runCli(app, ["list", "--today"]);
    const [since, today] = app.backend.browsed;
    expect(since?.from).toBe(firstIdAt("top", Date.parse("2026-06-30T22:00:00Z")));
    expect(today?.from).toMatch(/^top_\w{10}0{16}$/);
  });

  test("a limit leaves older ones, and says where they begin", async () => {
    const { out } = await runCli(app, ["list", "--refunded", "--limit", "2"]);
    expect(out).toHaveLength(3);
    expect(out.at(-1)).toContain(`older ones: --after ${row(2).topUpId}`);
  });

  test.each([
    [["--failed", "--declined"], "one of --state, --failed"],
    [["--amount", "70"], '--amount needs an amount with currency as "70.00 USD", not 70'],
    [["--since", "yesterday"], "--since needs a day"],
  ])("%j: the mistake is named, with the usage of list alone", async (argv, message) => {
    const { code, err } = await runCli(app, ["list", ...argv]);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain("--declined");
    expect(err).not.toContain("payer reseal");
  });
});

describe("a typo", () => {
  test.each([
    ["refnd", "refund"],
    ["lsit", "list"],
    ["manual-refnd", "manual-refund"],
  ])("%s: the nearest command and its own usage, not the whole usage", async (word, meant) => {
    const { code, err } = await runCli(app, [word, "top_1"]);
    expect(code).toBe(2);
    expect(err).toContain(`there is no command ${word}; did you mean ${meant}?`);
    expect(err).toMatch(new RegExp(`^  ${meant} `, "m"));
    expect(err.split("\n").length).toBeLessThan(15);
  });

  test("an option that does not exist: the usage of that command", async () => {
    const { err } = await runCli(app, ["refund", "top_1", "--reson", "x"]);
    expect(err).toContain("--reson");
    expect(err).toContain("  refund <id>");
    expect(err).not.toContain("payer reseal");
  });
});
