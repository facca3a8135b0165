/**
 * Cloudflare Turnstile (developers.cloudflare.com/turnstile): a widget gives the page a token, and
 * `siteverify` says what it is worth. A token is good once and for 300 s; under the same
 * `idempotency_key` its check may be repeated.
 */
import * as z from "zod";
import type { HumanCheck, HumanCheckOrder } from "../../app/ports/human-check.ts";
import { PortFault } from "../../app/ports/port-fault.ts";

export interface TurnstileConfig {
  /** `https://challenges.cloudflare.com`, or a stand-in. */
  readonly url: string;
  readonly siteKey: string;
  readonly secretKey: string;
  /** For one call with its body. */
  readonly timeoutMs?: number;
}

/** A customer who pays waits no longer. */
const TIMEOUT_MS = 3000;
const ACTION = "pay";
const VERSION = "/turnstile/v0";

/**
 * Cloudflare's published keys for tests. Their answers name `example.com` and no action, so only
 * `success` can be compared; production refuses them.
 */
const TEST_SECRET = /^[123]x0{31}AA$/;

/** These say that the token is worth nothing; any other is about our call, or about Cloudflare. */
const NOT_PASSED: readonly string[] = [
  "missing-input-response",
  "invalid-input-response",
  "timeout-or-duplicate",
];

const Answer = z.object({
  success: z.boolean(),
  "error-codes": z.array(z.string()).default([]),
  hostname: z.string().optional(),
  action: z.string().optional(),
});

export function createTurnstile(config: TurnstileConfig): HumanCheck {
  const { siteKey } = config;
  const scriptUrl = new URL(`${VERSION}/api.js`, config.url).href;
  return {
    widget: { scriptUrl, siteKey, action: ACTION },
    async verify(order) {
      const answer = await ask(config, order);
      const codes = answer["error-codes"];
      if (!answer.success && codes.some((code) => !NOT_PASSED.includes(code))) {
        throw new PortFault("turnstile", codes.join(" ").slice(0, 200));
      }
      if (!answer.success) return "failed";
      if (TEST_SECRET.test(config.secretKey)) return "passed";
      const isOurs = answer.hostname === order.hostname && answer.action === ACTION;
      return isOurs ? "passed" : "failed";
    },
  };
}

async function ask(
  { url, secretKey, timeoutMs = TIMEOUT_MS }: TurnstileConfig,
  { token, checkId, ip }: HumanCheckOrder,
): Promise<z.infer<typeof Answer>> {
  const body = new URLSearchParams({
    secret: secretKey,
    response: token,
    idempotency_key: checkId,
    ...(ip !== null && { remoteip: ip }),
  });
  try {
    const response = await fetch(new URL(`${VERSION}/siteverify`, url), {
      method: "POST",
      body,
      // The target of a redirect must not get the secret.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return Answer.parse(await response.json());
  } catch (fault) {
    // Never the fault's own text: it may quote what the other side sent.
    throw new PortFault("turnstile", fault instanceof Error ? fault.name : "no answer");
  }
}
