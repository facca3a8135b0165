/** Which answers count as a reading, in the spellings of different engines. */
import { describe, expect, test } from "vitest";
import { createChargingSystem } from "../../src/adapters/cgrates/charging-system.ts";

const ACCOUNT = { ocs: "main", tenant: "cgrates.org", account: "001010000000001" };
const clock = { now: () => 1_000 };

describe("answers that are no evidence", () => {
  const reading = (body: string, status = 200) =>
    createChargingSystem({
      url: "http://ocs.invalid/jsonrpc",
      timeoutMs: 1_000,
      clock,
      fetch: async (_input, init) => {
        const { id } = JSON.parse(String(init?.body)) as { id: string };
        return new Response(body.replace('"id":1,', `"id":"${id}",`), { status });
      },
    }).read(ACCOUNT);
  const account = (change: object) =>
    JSON.stringify({
      id: 1,
      result: {
        ID: `cgrates.org:${ACCOUNT.account}`,
        BalanceMap: null,
        Disabled: false,
        ...change,
      },
      error: null,
    });
  const withBucket = (change: object) =>
    account({
      BalanceMap: {
        "*data": [{ Uuid: "u", ID: "x", Value: 1, ExpirationDate: "", Disabled: false, ...change }],
      },
    });

  test.each([
    { what: "an HTML page", body: "<html>login</html>" },
    { what: "JSON that is no answer", body: "[]" },
    { what: "another account", body: account({ ID: "cgrates.org:other" }) },
    { what: "an account without its flag", body: account({ Disabled: null }) },
    { what: "the legacy shape", body: account({ ID: undefined, Id: "*out:cgrates.org:x" }) },
    { what: "a bucket without an instant", body: withBucket({}) },
    { what: "an impossible instant", body: withBucket({ ExpirationDate: "2030-13-01T00:00:00Z" }) },
    { what: "a value as text", body: withBucket({ Value: "1" }) },
    { what: "a result of null", body: '{"id":1,"result":null,"error":null}' },
  ])("$what is unreadable", async ({ body }) => {
    expect(await reading(body)).toMatchObject({ kind: "unreadable", at: 1_000 });
  });

  test.each([301, 401, 404, 502])("HTTP %d is unreadable whatever the body", async (status) => {
    expect(await reading(account({}), status)).toMatchObject({
      kind: "unreadable",
      why: expect.stringContaining(`HTTP ${status}`),
    });
  });

  test.each([
    { map: undefined },
    { map: null },
    { map: {} },
    { map: { "*data": null } },
    { map: { "*data": [] } },
  ])("no buckets may be spelled $map", async ({ map }) => {
    expect(await reading(account({ BalanceMap: map }))).toMatchObject({ buckets: [] });
  });

  test.each([
    { text: "2030-01-01T00:00:00+02:00", ms: Date.UTC(2029, 11, 31, 22) },
    { text: "2030-01-01T00:00:00.123456789Z", ms: Date.UTC(2030, 0, 1, 0, 0, 0, 123) },
    { text: "2030-01-01T00:00:00.5-03:30", ms: Date.UTC(2030, 0, 1, 3, 30, 0, 500) },
    { text: "0001-01-01T00:00:00Z", ms: null },
  ])("the instant $text is $ms", async ({ text, ms }) => {
    const found = await reading(withBucket({ ExpirationDate: text, Factor: null }));
    expect(found).toMatchObject({ buckets: [{ endAt: ms }] });
  });
});
