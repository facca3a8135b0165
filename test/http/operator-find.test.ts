/** What staff are told of a customer leads to a top-up: ids, and numbers as people write them. */
import { beforeEach, describe, expect, test } from "vitest";
import type { TopUpFilter } from "../../src/app/ports/read-models.ts";
import { localTime } from "../../src/cli/operator/when.ts";
import { type TopUpId, toId } from "../../src/domain/base/ids.ts";
import { NOW, SERVICE_ID } from "../app/test-backend.ts";
import { brandOf } from "../fixtures/brands.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { intentOf, pathOf, pressPay } from "./journey.ts";
import { runCli } from "./operator-cli.ts";
import { problemOf, TestApp } from "./test-app.ts";

const ID: TopUpId = toId("top", "top_01jgzw9d6qf4s1yb0tkm7rvxja");
const UUID = "7d9f0c1e-0000-4000-8000-000000000077";
const LISTED = {
  topUpId: ID,
  serviceId: SERVICE_ID,
  serviceUuid: UUID,
  state: "paid" as const,
  quantity: 7,
  price: { minor: 7000, currency: "usd" },
  intentId: "pi_1" as const,
  transactionId: "TXN-1000001",
  brand: "default",
  timeZone: "Australia/Sydney",
  decline: null,
  requestedAt: NOW,
  paidAt: NOW,
};

let app: TestApp;
let asked: TopUpFilter[];
/** The only number by which D1 knows the top-up. */
let known: TopUpFilter;
beforeEach(() => {
  app = new TestApp();
  asked = [];
  app.backend.brand = brandOf({ countries: ["AU"] });
  app.backend.listed = [LISTED];
  app.backend.listedBy = (filter) => {
    asked.push(filter);
    return filter.by === known.by && filter.value === known.value;
  };
});

const LINE =
  `${SERVICE_ID}/${ID}  paid  ${localTime(new Date(NOW).toISOString(), "Australia/Sydney")} = ` +
  `${localTime(new Date(NOW).toISOString(), "Europe/Berlin")}  70.00 USD  TXN-1000001`;

describe("npm run operator -- find", () => {
  test.each<[string, string, TopUpFilter]>([
    ["TXN-1000001", "transaction", { by: "transaction", value: 1_000_001 }],
    ["txn-1000001", "transaction", { by: "transaction", value: 1_000_001 }],
    ["INV-000007", "invoice", { by: "invoice", value: 7 }],
    ["1000001", "provision id", { by: "provision", value: 1_000_001 }],
    ["pi_3Qe", "payment intent", { by: "intent", value: "pi_3Qe" }],
    ["505010000000001", "IMSI", { by: "imsi", value: "505010000000001" }],
    ["50501 0000000001", "IMSI", { by: "imsi", value: "505010000000001" }],
    ["+61 412 345 678", "telephone number", { by: "msisdn", value: "61412345678" }],
    ["0412 345 678", "telephone number", { by: "msisdn", value: "61412345678" }],
    ["61412345678", "telephone number", { by: "msisdn", value: "61412345678" }],
    [UUID.toUpperCase(), "uuid of a service", { by: "service_uuid", value: UUID }],
    [UUID.replaceAll("-", ""), "uuid of a service", { by: "service_uuid", value: UUID }],
  ])("%s is a %s: the top-up that it leads to, and what can be done", async (text, as, filter) => {
    known = filter;
    const found = await runCli(app, ["find", text]);
    expect(found).toMatchObject({ code: 0, err: "" });
    expect(found.out).toEqual([
      `understood as ${as}: 1 found`,
      LINE,
      expect.stringContaining(`possible now: refund ${SERVICE_ID}/${ID}, redrive`),
    ]);
  });

  test("an email: asked in a body, answered by keyed hashes of the payer directory", async () => {
    const created = await pressPay(app);
    app.backend.stripe.pay(intentOf(created));
    await app.post(`${pathOf(created)}/sync`);
    const topUpId = toId("top", created.top_up.id);
    known = { by: "top_ups", value: [topUpId] };
    app.backend.listedBy = (filter) => filter.by === "top_ups" && filter.value[0] === topUpId;
    const found = await runCli(app, ["find", "anna@example.com"], OPERATORS.olga.token);
    expect(found.out.slice(0, 2)).toEqual(["understood as email of a payer: 1 found", LINE]);
    const other = await runCli(app, ["find", "bea@example.com"], OPERATORS.olga.token);
    expect(other).toMatchObject({ code: 1 });
    expect(other.err).toContain("(understood as email of a payer)");
  });

  test("digits that are two things: both are listed, each as what it was understood", async () => {
    app.backend.listedBy = ({ by }) => by === "imsi" || by === "provision";
    const { out } = await runCli(app, ["find", "1000001"]);
    expect(out).toEqual([
      "understood as IMSI: 1 found",
      LINE,
      "understood as provision id: 1 found",
      LINE,
    ]);
  });

  test.each(["TXN-7", "pi_other", ID, "+61 412 999 999"])(
    "%s, which is not known: the text says what it takes",
    async (text) => {
      known = { by: "transaction", value: 1 };
      const { code, err } = await runCli(app, ["find", text]);
      expect(code).toBe(1);
      expect(err).toContain(`nothing found for ${text}`);
      expect(err).toContain("find takes top_…, pi_…, TXN-…, INV-…");
    },
  );

  test("a text that is no number asks nothing of the deployment", async () => {
    expect((await runCli(app, ["find", "Anna Ng"])).err).toContain("find takes top_…");
    expect(asked).toEqual([]);
  });

  test("says that there are older ones", async () => {
    known = { by: "imsi", value: "505010000000001" };
    app.backend.listed = [
      LISTED,
      { ...LISTED, topUpId: toId("top", "top_01jgzw9d6qf4s1yb0tkm7rvxj9") },
    ];
    const { out } = await runCli(app, ["find", "505010000000001", "--limit", "1"]);
    expect(out[2]).toBe("there are older ones: --limit N shows up to 100");
  });
});

describe("GET /api/operator/top-ups?msisdn=", () => {
  const ask = (msisdn: string) =>
    app.operate(`/api/operator/top-ups?${new URLSearchParams({ msisdn })}`);

  test.each(["+61 412 345 678", "0412345678", "61412345678", "0061 412-345-678"])(
    "%s is read by the plans of the key's brands",
    async (msisdn) => {
      known = { by: "msisdn", value: "61412345678" };
      expect(await (await ask(msisdn)).json()).toMatchObject({ top_ups: [{ id: ID }] });
    },
  );

  test("a plus that the address lost is a space", async () => {
    known = { by: "msisdn", value: "61412345678" };
    const answer = await app.operate("/api/operator/top-ups?msisdn=+61412345678");
    expect(await answer.json()).toMatchObject({ top_ups: [{ id: ID }] });
  });

  test.each([["0412 345 678"], ["12"], ["Anna"], [UUID]])(
    "%s is no telephone number where no brand has a country",
    async (msisdn) => {
      app.backend.brand = brandOf();
      const refused = await problemOf(await ask(msisdn));
      expect(refused).toMatchObject({ code: "invalid_request", errors: [{ field: "msisdn" }] });
    },
  );
});
