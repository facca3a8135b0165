/** What the restricted key needs is a table; here it is compared with what the adapter calls. */
import { describe, expect, test } from "vitest";
import { WORKER_PERMISSIONS } from "../../src/adapters/stripe/permissions.ts";
import { HANDLED_EVENTS } from "../../src/contract/stripe-events.ts";
import { code, read } from "../architecture/support/files.ts";

/** `client.paymentIntents.create(`, over lines too. */
const CALL = /\bclient\s*\.\s*(\w+)\s*\.\s*(\w+)\s*\(/g;
/** Part of the library, and no request. */
const NO_REQUEST = ["webhooks"];

const callsIn = (text: string): string[] =>
  [...text.matchAll(CALL)]
    .filter(([, resource = ""]) => !NO_REQUEST.includes(resource))
    .map(([, resource, method]) => `${resource}.${method}`);

const made = new Set(code("src/adapters/stripe").flatMap(({ text }) => callsIn(text)));
const named = WORKER_PERMISSIONS.flatMap(({ client, methods }) =>
  methods.map((method) => `${client}.${method}`),
);

describe("the permissions of the Worker's key", () => {
  test("name each call that the adapter makes, and no other", () => {
    expect(named.toSorted(), "src/adapters/stripe/permissions.ts").toEqual([...made].toSorted());
  });

  test("what writes needs write, what only reads needs read", () => {
    const reads = ["list", "retrieve", "retrieveCurrent"];
    for (const { resource, access, methods } of WORKER_PERMISSIONS) {
      const writes = methods.some((method) => !reads.includes(method));
      expect([resource, access]).toEqual([resource, writes ? "write" : "read"]);
    }
  });

  test("calls are found over lines, and through an account", () => {
    const text = "await account.client.disputes.list(x); client\n  .refunds\n  .create(y)";
    expect(callsIn(text)).toEqual(["disputes.list", "refunds.create"]);
  });
});

describe("the events of the webhook endpoint", () => {
  test("are events that Stripe lets an endpoint ask for", () => {
    const { components } = JSON.parse(read("test/fixtures/stripe-openapi.json"));
    const { enabled_events: events } = components.schemas.WebhookEndpointCreateParams.properties;
    expect(HANDLED_EVENTS.filter((event) => !events.items.enum.includes(event))).toEqual([]);
  });

  test("hold those that the sweep lists", () => {
    const [, list = ""] =
      /SWEPT_EVENTS[^=]*=\s*\[([^\]]*)\]/.exec(read("src/adapters/stripe/stripe-events.ts")) ?? [];
    const swept = [...list.matchAll(/"([^"]+)"/g)].map(([, event]) => event);
    expect(swept.length).toBeGreaterThan(5);
    expect(swept.filter((event) => !HANDLED_EVENTS.some((one) => one === event))).toEqual([]);
  });

  test("are those that .dev.vars.example gives to Stripe's CLI", () => {
    const [, list] = /--events (\S+)/.exec(read(".dev.vars.example")) ?? [];
    expect(list?.split(",")).toEqual([...HANDLED_EVENTS]);
  });
});
