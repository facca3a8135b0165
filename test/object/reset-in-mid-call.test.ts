/** A deployment resets objects under the calls of customers, who get their answer all the same. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { ServiceObject } from "../../src/index.ts";
import { customerOf, fetchWorker, freshMember, Watcher } from "./support/world.ts";

const METHODS = ["getOverview", "requestTopUp", "recordIntent", "recordPayment", "fetch"] as const;
type Method = (typeof METHODS)[number];
type AnyCall = (this: ServiceObject, input: unknown) => Promise<unknown>;
type Methods = Record<Method, AnyCall>;

const contextOf = (object: ServiceObject) => Reflect.get(object, "ctx") as DurableObjectState;

/** The next `times` calls of a method are reset under it, with or without what they committed. */
function resetUnder(method: Method, keeps: "nothing" | "the commit", times = 1): void {
  const real = Reflect.get(ServiceObject.prototype, method) as AnyCall;
  const spy = vi.spyOn(Reflect.get(ServiceObject, "prototype") as Methods, method);
  for (let n = 0; n < times; n++) {
    spy.mockImplementationOnce(async function (this: ServiceObject, input) {
      const ctx = contextOf(this);
      if (keeps === "the commit") {
        await real.call(this, input);
        await ctx.storage.sync();
      }
      ctx.abort("Durable Object reset because its code was updated.");
      return new Promise(() => {});
    });
  }
}
afterEach(() => vi.restoreAllMocks());

describe.each(["nothing", "the commit"] as const)("a reset that keeps %s", (keeps) => {
  test.each(METHODS)(
    "under %s: no request had to be repeated, and the customer is credited once",
    async (method) => {
      const member = await freshMember();
      const customer = customerOf(member);
      resetUnder(method, keeps);
      const created = await customer.buy(7, `key-of-a-reset-under-${method}`);
      const watcher = await Watcher.on(created.top_up);
      await customer.confirm(created);
      if (method !== "recordPayment") await watcher.untilState("credited");
      const again = await Watcher.on(created.top_up);
      expect((await again.untilState("credited")).id).toBe(created.top_up.id);
      expect(customer.repeats).toBe(0);
      expect(vi.mocked(ServiceObject.prototype[method]).mock.calls.length).toBeGreaterThan(1);
    },
  );
});

test("an object that is reset twice: 503 says when to ask again, and nothing is lost", async () => {
  const member = await freshMember();
  const customer = customerOf(member);
  await customer.getService();
  resetUnder("getOverview", "nothing", 2);
  const ip = member.networks[0] ?? "";
  const answer = await fetchWorker("/api/service", { headers: { "CF-Connecting-IP": ip } });
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({ code: "temporarily_unavailable" });
  expect((await customer.getService()).service_token).toBeTypeOf("string");
});
