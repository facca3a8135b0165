/** Addresses that no deployment can be reached by, or reach; and what is only advised against. */
import { describe, expect, test } from "vitest";
import { adviceOn } from "../../src/config/advice.ts";
import { settingsOf } from "../../src/config/settings-of.ts";
import { PRODUCTION, refused } from "./production-vars.ts";

const LOCAL = [
  "localhost",
  "LOCALHOST.",
  "portal.localhost",
  "127.0.0.1",
  "127.1",
  "2130706433",
  "0x7f.0.0.1",
  "\uff11\uff12\uff17.0.0.1",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
] as const;
const ADDRESSES = [
  "203.0.113.9",
  "0xcb007109",
  "3405803785",
  "10.0.1.50",
  "[2001:db8::9]",
] as const;
const EXAMPLES = [
  "example.com",
  "TopUp.Example.NET.",
  "ocs.example.org",
  "kestrel.example",
  "kestrel.test",
  "ocs.invalid",
] as const;
const PRIVATE = ["cgrates", "ocs.internal", "ocs.local", "nas.home.arpa"] as const;
const each = <T>(hosts: readonly string[], why: T) => hosts.map((host) => [host, why] as const);
const WRONG = [
  ...each(LOCAL, /this machine only/),
  ...each(ADDRESSES, /an IP address/),
  ...each(EXAMPLES, /still the example/),
  ...each(PRIVATE, /a private network/),
];

describe("production refuses by name, and says what to do, a host of", () => {
  test.each(WRONG)("%s", (host, why) => {
    for (const [name, value] of [
      ["CGRATES_URL", `https://${host}/jsonrpc`],
      ["PUBLIC_URL", `https://${host}`],
      ["MAIL_FROM", `Kestrel <receipts@${host.replace(/^\[|\]$/g, "")}>`],
      ["SUPPORT_CONTACT", `https://${host}/help`],
      ["IP_API_URL", `https://${host}/whose`],
    ] as const) {
      // An address of IPv6 cannot stand in a mail address without brackets, which are refused.
      if (name === "MAIL_FROM" && host.startsWith("[")) continue;
      const said = refused({ [name]: value });
      expect(said, name).toMatch(why);
      expect(said).toContain(`at ${name}`);
    }
  });

  test.each(["help@example.com", "help@127.0.0.1", "help@mail.localhost"])(
    "a support contact %s",
    (SUPPORT_CONTACT) => expect(refused({ SUPPORT_CONTACT })).toContain("at SUPPORT_CONTACT"),
  );

  test("an engine of OCS_ENGINES, whose name is said and whose password is not", () => {
    const west = { vendor: "cgrates", url: "http://10.0.1.50:2080/jsonrpc", auth: "user:of-west" };
    const said = refused({ OCS_ENGINES: JSON.stringify({ west }) });
    expect(said).toMatch(/west\.url is an IP address.*bind the engine.*\n.*at OCS_ENGINES/);
    expect(said).not.toContain("of-west");
  });
});

test("names that only look like those are taken", () => {
  for (const host of [
    "example.dev",
    "test.kestrel-mobile.net",
    "notexample.com",
    "10.kestrel.io",
  ]) {
    expect(refused({ CGRATES_URL: `https://${host}/jsonrpc`, PUBLIC_URL: `https://${host}` })).toBe(
      "accepted",
    );
  }
  for (const SUPPORT_CONTACT of ["+61 2 5550 0000", "https://kestrel-mobile.net/help"]) {
    expect(refused({ SUPPORT_CONTACT })).toBe("accepted");
  }
});

test.each(["/shop", "?a=1", "#top", ":2080"])("PUBLIC_URL that ends with %s is refused", (end) => {
  expect(refused({ PUBLIC_URL: `https://topup.kestrel-mobile.net${end}` })).toContain(
    "at PUBLIC_URL",
  );
});

describe("an engine behind a binding", () => {
  const CGRATES = { fetch: async () => new Response() };
  const inside = "http://10.0.1.50:2080/jsonrpc";

  test("may have any address, because the binding has its own target", () => {
    expect(refused({ CGRATES, CGRATES_URL: inside })).toBe("accepted");
    expect(refused({ CGRATES: "no binding", CGRATES_URL: inside })).toContain("at CGRATES_URL");
  });

  test("of OCS_ENGINES is taken where the binding is there, and named where it is not", () => {
    const west = { vendor: "cgrates", url: inside, binding: "CGRATES_WEST" };
    const OCS_ENGINES = JSON.stringify({ west });
    expect(refused({ OCS_ENGINES, CGRATES_WEST: CGRATES })).toBe("accepted");
    expect(refused({ OCS_ENGINES })).toMatch(
      /west\.binding: wrangler\.toml has no CGRATES_WEST.*\n.*at OCS_ENGINES/,
    );
  });
});

describe("at start it is advised against", () => {
  const advice = (change: object) => {
    const env = {
      ...PRODUCTION,
      LEGACY_USAGE: "alias",
      ALERT_EMAIL: "oncall@example.net",
      ...change,
    };
    return adviceOn(settingsOf(env), env);
  };
  test("to call an engine at a port that Cloudflare's proxy does not serve, without a binding", () => {
    const url = "https://ocs.kestrel-mobile.net:2080/jsonrpc";
    expect(advice({ CGRATES_URL: url })).toEqual([expect.stringMatching(/main .* port 2080/)]);
    expect(advice({ CGRATES_URL: url, CGRATES: { fetch: () => {} } })).toEqual([]);
    expect(advice({ CGRATES_URL: "https://ocs.kestrel-mobile.net:8443/jsonrpc" })).toEqual([]);
  });
  test("to call an engine over http, without a binding", () => {
    const url = "http://ocs.kestrel-mobile.net/jsonrpc";
    expect(advice({ CGRATES_URL: url })).toEqual([expect.stringMatching(/main .* over http/)]);
  });
});

test.each(["CGRATES_ACCESS_ID", "CGRATES_ACCESS_SECRET"])("%s alone is refused", (given) => {
  expect(refused({ [given]: "a-half.access" })).toMatch(
    /needs it too: set both.*\n.*CGRATES_ACCESS/,
  );
});
