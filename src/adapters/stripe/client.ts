import Stripe from "stripe";

export interface StripeConfig {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Which house made a payment, in its metadata: the host of PUBLIC_URL. */
  readonly deployment: string;
  /** `https://api.stripe.com`, or any server that speaks its protocol. */
  readonly apiUrl: string;
  /** Of one try; there are at most two. */
  readonly timeoutMs?: number;
}

/**
 * Two tries of 6 s end within the 15 s lease of a consumer. The library's own 3 × 80 s would not;
 * whoever drives the top-up tries again anyway.
 */
const TIMEOUT_MS = 6000;
const RETRIES = 1;

/** A client over fetch, without telemetry. Cheap: no connection is opened. */
export function stripeClient(config: StripeConfig): Stripe {
  const { protocol, hostname, port } = new URL(config.apiUrl);
  const secure = protocol === "https:";
  return new Stripe(config.secretKey, {
    httpClient: Stripe.createFetchHttpClient(),
    protocol: secure ? "https" : "http",
    host: hostname,
    port: port === "" ? (secure ? 443 : 80) : Number(port),
    timeout: config.timeoutMs ?? TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
  });
}

/** Live keys are named so by Stripe; restricted keys too. */
export function isLiveKey(secretKey: string): boolean {
  return /^(sk|rk)_live_/.test(secretKey);
}
