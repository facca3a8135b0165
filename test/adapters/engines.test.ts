/** Several engines in one deployment: `service.ocs` chooses, and an unknown name stops no other. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { basicAuth } from "../../src/adapters/cgrates/basic-auth.ts";
import {
  chargingSystemOf,
  encoderOf,
  sessionSourcesOf,
  vendorsOf,
} from "../../src/compose/engines.ts";
import { furtherEngines } from "../../src/config/engines.ts";
import { settingsOf } from "../../src/config/settings-of.ts";
import { toBucketId } from "../../src/domain/base/ids.ts";
import type { RevokeOrder } from "../../src/domain/ocs/order.ts";
import { VARS } from "../http/test-app.ts";
import { type CgratesSimulator, startCgratesSimulator } from "../simulators/cgrates/server.ts";

const WEST_USER = { user: "west", password: "of-the-west" };
let main: CgratesSimulator;
let west: CgratesSimulator;

beforeAll(async () => {
  main = await startCgratesSimulator();
  west = await startCgratesSimulator({ basicAuth: WEST_USER });
});
afterAll(async () => {
  await Promise.all([main.close(), west.close()]);
});

const engines = (more: object) => JSON.stringify(more);
const settings = () =>
  settingsOf({
    ...VARS,
    CGRATES_URL: main.url,
    OCS_SESSIONS: "on",
    OCS_ENGINES: engines({
      west: { vendor: "cgrates", url: west.url, auth: `${WEST_USER.user}:${WEST_USER.password}` },
    }),
  });
const logged: string[] = [];
const log = (event: string) => void logged.push(event);
const needs = {
  clock: { now: () => Date.now() },
  log: { info: log, warn: log, error: log },
};
const account = (ocs: string) => ({ ocs, tenant: "cgrates.org", account: "001" });
const order = (ocs: string): RevokeOrder => ({
  act: "revoke",
  account: account(ocs),
  kind: "days",
  bucketId: toBucketId("top_x"),
  type: "*data",
  endAt: Date.UTC(2035, 0, 1),
  settings: {},
});

describe("with two engines", () => {
  test("each account is read, written and rendered at its own", async () => {
    const ocs = chargingSystemOf(settings(), {}, needs);
    const encode = encoderOf(vendorsOf(settings()));
    main.admin.seedAccount(account("main"));
    west.admin.seedAccount({ ...account("west"), disabled: true });
    expect(await ocs.read(account("main"))).toMatchObject({ kind: "account", disabled: false });
    expect(await ocs.read(account("west"))).toMatchObject({ kind: "account", disabled: true });
    const encoded = encode(order("west"));
    if (encoded.kind !== "body") throw new Error(encoded.why);
    await ocs.write(account("west"), encoded.body);
    const written = [west, main].map(({ admin }) => admin.state().writes.length);
    expect(written).toEqual([1, 0]);
  });

  test("an unknown name is unreadable, cannot be written or rendered, and throws nothing", async () => {
    const ocs = chargingSystemOf(settings(), {}, needs);
    const why = 'no engine is configured under the name "east"';
    expect(await ocs.read(account("east"))).toMatchObject({
      kind: "unreadable",
      why,
      unknownEngine: true,
    });
    expect(logged).toEqual(["ocs_unknown"]);
    expect(await ocs.write(account("east"), "{}")).toEqual({ kind: "unknown", text: why });
    expect(encoderOf(vendorsOf(settings()))(order("east"))).toEqual({ kind: "cannot", why });
  });

  test("an object that cannot read OCS_ENGINES says so, and renders for the main engine", () => {
    const encode = encoderOf(new Map([["main", "cgrates"]]), "OCS_ENGINES is not valid");
    expect(encode(order("main")).kind).toBe("body");
    expect(encode(order("west"))).toEqual({
      kind: "cannot",
      why: 'no engine is configured under the name "west": OCS_ENGINES is not valid',
    });
  });

  test("the sessions of each are asked, and the answer names its engine", async () => {
    const [first, second, ...others] = sessionSourcesOf(settings(), {});
    expect(others).toEqual([]);
    const { tenant: Tenant, account: Account } = account("west");
    west.admin.setSessions([{ Tenant, Account, ExtraFields: { AllocatedIP: "203.0.113.9" } }]);
    expect(await first?.ask("203.0.113.9")).toEqual({ kind: "none" });
    expect(await second?.ask("203.0.113.9")).toEqual({
      kind: "one",
      identity: { account: account("west") },
    });
  });
});

describe("OCS_ENGINES", () => {
  const problemsOf = (text: string): string => {
    const parsed = furtherEngines.safeParse(text);
    return parsed.success ? "" : parsed.error.issues.map((issue) => issue.message).join();
  };
  test("is nothing by default", () => {
    expect(furtherEngines.parse(undefined)).toEqual({});
  });
  test.each([
    ["no JSON", "{", /a JSON object of engines by name is needed/],
    ["a vendor without an adapter", engines({ x: { vendor: "acme" } }), /x\.vendor/],
    ["no address", engines({ x: { vendor: "cgrates" } }), /x\.url/],
    [
      "a misspelt field",
      engines({ x: { vendor: "cgrates", url: "http://a", pass: "b" } }),
      /x: .*"pass"/,
    ],
    ["a name with a space", engines({ "x y": { vendor: "cgrates", url: "http://a" } }), /x y/],
    [
      "the name of the first engine",
      engines({ main: { vendor: "cgrates", url: "http://a" } }),
      /"main"/,
    ],
  ])("%s is refused by name", (_what, text, message) => {
    expect(problemsOf(text)).toMatch(message);
  });
  test("a refusal never quotes a password", () => {
    const secret = "of-the-west";
    expect(
      problemsOf(engines({ x: { vendor: "cgrates", url: "no url", auth: secret } })),
    ).not.toContain(secret);
    expect(problemsOf(`{"x":{"auth":"${secret}"`)).not.toContain(secret);
  });
});

test.each([
  ["test:123£", "Basic dGVzdDoxMjPCow=="],
  ["anna:žluť😀", "Basic YW5uYTrFvmx1xaXwn5iA"],
])("the credentials %s are sent as UTF-8 (RFC 7617)", (auth, header) => {
  expect(basicAuth(auth)).toBe(header);
});
