/** The storage of a sequence is lost, in workerd (decision 41). */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { SequenceOrder } from "../../src/app/ports/keyed-object.ts";

const order = (n: number, above: number): SequenceOrder => ({
  id: `top_${n}`,
  owner: "svc_1",
  above,
});

test("then it goes on a thousand above what D1 knows, and only once", async () => {
  const sequence = env.KEYED.get(env.KEYED.idFromName("sequence:to be lost"));
  const numbers = async (...orders: SequenceOrder[]) =>
    (await sequence.confirm({ orders })).map((answer) => "number" in answer && answer.number);
  expect(await numbers(order(1, 0), order(2, 0))).toEqual([1, 2]);
  await runInDurableObject(sequence, (_, { storage }) => storage.deleteAll());
  await evictDurableObject(sequence);
  expect(await numbers(order(3, 2), order(4, 2))).toEqual([1003, 1004]);
  await evictDurableObject(sequence);
  expect(await numbers(order(3, 2), order(5, 1004))).toEqual([1003, 1005]);
});

test("before any number was known: it is a new one, and begins at 1", async () => {
  const sequence = env.KEYED.get(env.KEYED.idFromName("sequence:new"));
  await runInDurableObject(sequence, (_, { storage }) => storage.deleteAll());
  await evictDurableObject(sequence);
  expect(await sequence.confirm({ orders: [order(1, 0)] })).toMatchObject([{ number: 1 }]);
});

test("a service's object that never sold answers an export with its facts, and stores nothing", async () => {
  const object = env.SERVICE.get(env.SERVICE.idFromName(`svc_${"7".repeat(26)}`));
  expect(await object.exportService({ after: null })).toMatchObject({ seq: 0, next: "event:0" });
  expect(await object.exportService({ after: "event:0" })).toMatchObject({
    records: [],
    next: null,
  });
});
