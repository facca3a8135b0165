/** Signatures as Standard Webhooks wants them: by its own vector, and by a receiver's own check. */
import { describe, expect, test } from "vitest";
import { freshWebhookSecret, signatureHeaders } from "../../src/app/webhook-out/sign.ts";
import { wrongWith } from "../simulators/webhook-receiver/verify.ts";

const AT = 1_614_265_330;
const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: AT, body: '{"test": 2432232314}' };

/** What a receiver finds wrong with these headers. */
function judged(
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
  { body = message.body, now = AT, signature = headers["webhook-signature"] ?? "" } = {},
) {
  const [id, timestamp] = [headers["webhook-id"] ?? "", headers["webhook-timestamp"] ?? ""];
  return wrongWith({ id, timestamp, signature, body }, secrets, now);
}

describe("a signature", () => {
  test("is that of the specification's test vector", async () => {
    const headers = await signatureHeaders(message, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]);
    expect(headers).toEqual({
      "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "webhook-timestamp": "1614265330",
      "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    });
  });

  test("with two secrets there are two, and a receiver that knows either takes it", async () => {
    const [newer, older] = [freshWebhookSecret(), freshWebhookSecret()];
    const headers = await signatureHeaders(message, [newer, older]);
    expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    expect(judged(headers, [newer])).toBeNull();
    expect(judged(headers, [older])).toBeNull();
    expect(judged(headers, [freshWebhookSecret()])).toBe("no signature fits");
  });

  test("a changed body, another time, or a stripped signature is refused", async () => {
    const secret = freshWebhookSecret();
    const headers = await signatureHeaders(message, [secret]);
    expect(judged(headers, [secret], { body: '{"test": 1}' })).toBe("no signature fits");
    expect(judged(headers, [secret], { signature: "" })).toBe("a header is missing");
    expect(judged(headers, [secret], { signature: "v0,abc" })).toBe("no signature fits");
    const moved = { ...headers, "webhook-timestamp": String(AT + 1) };
    expect(judged(moved, [secret])).toBe("no signature fits");
  });

  test("what was recorded and sent again minutes later is refused as too old", async () => {
    const secret = freshWebhookSecret();
    const headers = await signatureHeaders(message, [secret]);
    expect(judged(headers, [secret], { now: AT + 299 })).toBeNull();
    expect(judged(headers, [secret], { now: AT + 301 })).toBe("the timestamp is too old");
  });

  test("a fresh secret has 256 bits and its prefix, and never comes twice", () => {
    const secrets = Array.from({ length: 100 }, freshWebhookSecret);
    expect(new Set(secrets).size).toBe(100);
    for (const one of secrets) expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });
});
