/** What staff are told of a customer leads to a top-up: ids, and numbers as people write them. */
import { beforeEach, describe, expect, test } from "vitest";
import type { TopUpFilter } from "../../src/app/ports/read-models.ts";
import { type TopUpId, toId } from "../../src/domain/base/ids.ts";
import { NOW, SERVICE_ID } from "../app/test-backend.ts";
import { brandOf } from "../fixtures/brands.ts";
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

describe("npm run operator -- find", () => {
  test.each<[string, TopUpFilter]>([
    ["TXN-1000001", { by: "transaction", value: 1_000_001 }],
    ["txn-1000001", { by: "transaction", value: 1_000_001 }],
    ["505010000000001", { by: "imsi", value: "505010000000001" }],
    ["50501 0000000001", { by: "imsi", value: "505010000000001" }],
    ["+61 412 345 678", { by: "msisdn", value: "61412345678" }],
    ["0412 345 678", { by: "msisdn", value: "61412345678" }],
    ["61412345678", { by: "msisdn", value: "61412345678" }],
    [UUID.toUpperCase(), { by: "service_uuid", value: UUID }],
    [UUID.replaceAll("-", ""), { by: "service_uuid", value: UUID }],
  ])("%s: the top-ups that it leads to", async (text, filter) => {
    known = filter;
    const found = await runCli(app, ["find", text]);
    expect(found).toMatchObject({ code: 0, err: "" });
    expect(found.out).toEqual([
      `${SERVICE_ID}/${ID}  paid  ${new Date(NOW).toISOString()}  70.00 USD  TXN-1000001`,
    ]);
  });

  test.each(["TXN-7", "pi_other", ID, "+61 412 999 999"])(
    "%s, which is not known: the text says what it takes",
    async (text) => {
      known = { by: "transaction", value: 1 };
      const { code, err } = await runCli(app, ["find", text]);
      expect(code).toBe(1);
      expect(err).toContain(
        `nothing found for ${text}: find takes top_…, pi_…, TXN-…, and the uuid`,
      );
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
    expect(out.at(-1)).toBe("there are older ones: --limit N shows up to 100");
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
