/** A queue is known by its binding: environments of one account have queues of their own. */
import { expect, test } from "vitest";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { ServiceObject } from "../../src/app/ports/service-object.ts";
import { consumeBatch } from "../../src/triggers/queues.ts";
import { TestBackend } from "./test-backend.ts";

async function consumed(queue: string, queuePrefix: string): Promise<string[]> {
  const { ports } = new TestBackend();
  const told: string[] = [];
  const object = {
    recordDeadLetter: async (input: { queue: string }) => void told.push(input.queue),
    wake: async () => void told.push("woken"),
  };
  const id = "0".repeat(26);
  const body = { serviceId: `svc_${id}`, topUpId: `top_${id}` };
  const message = {
    body,
    attempts: 1,
    ack: () => void told.push("ack"),
    retry: () => void told.push("retry"),
  };
  const changed: Ports = {
    ...ports,
    objects: {
      ...ports.objects,
      of: () => Object.assign(Object.create(null) as ServiceObject, object),
    },
    settings: { ...ports.settings, queuePrefix },
  };
  await consumeBatch(changed, { queue, messages: [message] }, async () => {});
  return told;
}

test.each(["edge-topup-", "edge-topup-staging-"])("with the prefix %s", async (prefix) => {
  expect(await consumed(`${prefix}dead`, prefix)).toEqual([`${prefix}dead`, "woken", "ack"]);
});

test.each([
  ["of another environment", "edge-topup-staging-dead", "edge-topup-"],
  ["without the prefix", "dead", "edge-topup-"],
  ["that is only the prefix", "edge-topup-", "edge-topup-"],
  ["of production, in staging", "edge-topup-dead", "edge-topup-staging-"],
])("a queue %s is refused by name, with what to do", async (_, queue, prefix) => {
  const refused = `no consumer for queue ${queue}: it has to be QUEUE_PREFIX`;
  await expect(consumed(queue, prefix)).rejects.toThrow(refused);
});
