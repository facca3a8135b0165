import { expect, test } from "vitest";
import type { Problem, TopUpCreated } from "../../src/contract/api.ts";
import type { Answer } from "../../src/ui/portal/api/api.script.ts";
import { submitTopUp } from "../../src/ui/portal/checkout/submit/submit-top-up.script.ts";
import { topUpJson } from "./samples.ts";

const created = {
  kind: "ok" as const,
  body: {
    top_up: topUpJson("awaiting_payment"),
    payment_intent_id: "pi_1",
    url: "/t/svc_1/top_1",
  },
} satisfies Answer<TopUpCreated>;
const silent: Answer<TopUpCreated> = { kind: "silent" };
const PROBLEM = {
  type: "",
  title: "",
  status: 409,
  detail: "words",
  customer_message: "words",
  request_id: "r",
};
const refused = (code: string, more: Partial<Problem> = {}): Answer<TopUpCreated> => ({
  kind: "refused",
  problem: { ...PROBLEM, code, ...more },
  retryAfterMs: code === "top_up_open" ? 3000 : null,
});

/** A server that answers in this order; `done` records the calls. */
function server(answers: readonly Answer<TopUpCreated>[], readable = true) {
  const done: string[] = [];
  const left = [...answers];
  return {
    done,
    async send() {
      done.push("send");
      return left.shift() ?? silent;
    },
    newKey: () => {
      done.push("new key");
    },
    async refresh() {
      done.push("refresh");
      return readable;
    },
    async wait(ms: number) {
      done.push(`wait ${ms}`);
    },
  };
}

test("one request in the normal case", async () => {
  const it = server([created]);
  expect(await submitTopUp(it)).toMatchObject({ kind: "created" });
  expect(it.done).toEqual(["send"]);
});

test("without an answer the request is repeated under the same key, then the customer decides", async () => {
  const it = server([silent, created]);
  expect(await submitTopUp(it)).toMatchObject({ kind: "created" });
  expect(it.done).toEqual(["send", "wait 1000", "send"]);
  const dead = server([]);
  expect(await submitTopUp(dead)).toEqual({ kind: "silent" });
  expect(dead.done).toEqual(["send", "wait 1000", "send", "wait 3000", "send"]);
});

test("an earlier top-up that is being canceled is waited for as long as the server says", async () => {
  const it = server([refused("top_up_open"), refused("top_up_open"), created]);
  expect(await submitTopUp(it)).toMatchObject({ kind: "created" });
  expect(it.done).toEqual(["send", "wait 3000", "send", "wait 3000", "send"]);
});

test("the waiting has an end", async () => {
  const it = server(Array.from({ length: 50 }, () => refused("top_up_open")));
  expect(await submitTopUp(it)).toMatchObject({
    kind: "refused",
    problem: { code: "top_up_open" },
  });
});

test("a key whose top-up has ended is replaced by a new one, once", async () => {
  const it = server([refused("new_key_needed"), created]);
  expect(await submitTopUp(it)).toMatchObject({ kind: "created" });
  expect(it.done).toEqual(["send", "new key", "send"]);
  const again = server([refused("new_key_needed"), refused("new_key_needed")]);
  expect(await submitTopUp(again)).toMatchObject({ kind: "refused" });
});

test.each(["service_token_invalid", "quote_invalid"])(
  "%s is cured by getting the service again",
  async (code) => {
    const it = server([refused(code), created]);
    expect(await submitTopUp(it)).toMatchObject({ kind: "created" });
    expect(it.done).toEqual(["send", "refresh", "send"]);
  },
);

test("a changed price is shown and never accepted by itself", async () => {
  const it = server([refused("price_changed"), created]);
  expect(await submitTopUp(it)).toEqual({ kind: "price_changed" });
  expect(it.done).toEqual(["send", "refresh"]);
});

test("an earlier payment that has succeeded leads to its top-up", async () => {
  const it = server([refused("already_paid", { service_id: "svc_1", top_up_id: "top_7" })]);
  expect(await submitTopUp(it)).toEqual({
    kind: "already_paid",
    serviceId: "svc_1",
    topUpId: "top_7",
  });
});

test.each([
  [{ top_up_id: "top_7" }, "top_7"],
  [{}, null],
])(
  "another payment minutes after %j waits for the customer's yes, and keeps the key",
  async (more, topUpId) => {
    const it = server([refused("paid_recently", more), created]);
    expect(await submitTopUp(it)).toEqual({ kind: "paid_recently", topUpId });
    expect(it.done).toEqual(["send"]);
  },
);

test.each(["balance_unreadable", "service_suspended", "too_many_requests", "not_in_the_table"])(
  "%s is told to the customer",
  async (code) => {
    expect(await submitTopUp(server([refused(code)]))).toMatchObject({
      kind: "refused",
      problem: { code },
    });
  },
);

const declined = { ...topUpJson("awaiting_payment"), decline_code: "insufficient_funds" };
const withoutSecret = (top_up: TopUpCreated["top_up"]): Answer<TopUpCreated> => ({
  kind: "ok",
  body: { ...created.body, top_up, payment_intent_id: null },
});

test("without cookies the second card after a decline is charged, under a new key", async () => {
  const shop = server([withoutSecret(declined), created]);
  expect(await submitTopUp(shop)).toEqual({ kind: "created", created: created.body });
  expect(shop.done).toEqual(["send", "new key", "send"]);
});

test("without cookies a payment that may be on its way gets no second one", async () => {
  const shop = server([withoutSecret(topUpJson("awaiting_payment"))]);
  expect(await submitTopUp(shop)).toMatchObject({ kind: "created" });
  expect(shop.done).toEqual(["send"]);
});
