/** When a message that failed is delivered again (decision 45). */
import { expect, test } from "vitest";
import type { ServiceObject } from "../../src/app/ports/service-object.ts";
import { consumeBatch } from "../../src/triggers/queues.ts";
import { retryDelay } from "../../src/triggers/retry-delay.ts";
import { TestBackend } from "./test-backend.ts";

const body = (n: number) => ({ serviceId: `svc_${String(n).padStart(26, "0")}` });

test("it doubles up to five minutes, a quarter more or less", () => {
  for (let attempts = 1; attempts <= 40; attempts++) {
    const middle = Math.min(300, 5 * 2 ** (attempts - 1));
    for (let n = 0; n < 50; n++) {
      const delay = retryDelay(attempts, 5, body(n));
      expect(delay).toBeGreaterThanOrEqual(Math.floor(middle * 0.75));
      expect(delay).toBeLessThanOrEqual(Math.ceil(middle * 1.25));
    }
  }
});

test("what one outage broke does not come back at once, and is never 0 s away", () => {
  const delays = Array.from({ length: 100 }, (_, n) => retryDelay(9, 5, body(n)));
  expect(new Set(delays).size).toBeGreaterThan(40);
  expect(retryDelay(0, 1, body(1))).toBe(1);
});

test("a consumer whose object fails says so with every delivery, later each time", async () => {
  const { ports } = new TestBackend();
  const fail = () => Promise.reject(new Error("overloaded"));
  const object = Object.assign(Object.create(null) as ServiceObject, {
    pendingNotices: fail,
  });
  const failing = { ...ports, objects: { ...ports.objects, of: () => object } };
  const delays: number[] = [];
  for (let attempts = 1; attempts <= 4; attempts++) {
    const message = {
      body: { ...body(1), topUpId: `top_${"0".repeat(26)}` },
      attempts,
      ack: () => void delays.push(0),
      retry: (options?: { delaySeconds: number }) => void delays.push(options?.delaySeconds ?? 0),
    };
    const batch = { queue: "edge-topup-notify", messages: [message] };
    await consumeBatch(failing, batch, async () => {});
  }
  expect(delays).toHaveLength(4);
  expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  expect(delays[0]).toBeGreaterThan(0);
  expect(delays[3]).toBeGreaterThan(delays[0] ?? 0);
});
