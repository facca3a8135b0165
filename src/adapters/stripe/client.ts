import Stripe from "stripe";

export interface StripeConfig {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** DEPLOYMENT_ID, written into the metadata of this deployment's payments. */
  readonly deployment: string;
  /** `https://api.stripe.com`, or any server that speaks its protocol. */
  readonly apiUrl: string;
  /** For one try; there are at most two. */
  readonly timeoutMs?: number;
}

/**
 * Two tries of 6 s end within the 15 s lease of a consumer; the library's own three of 80 s would
 * not. After that the object's alarm or the sweep tries again.
 */
const TIMEOUT_MS = 6000;
const RETRIES = 1;

/** A client over fetch, without telemetry. Making one opens no connection. */
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

/** Whether Stripe's name of the key says that it is live; restricted keys are named alike. */
export function isLiveKey(secretKey: string): boolean {
  return /^(sk|rk)_live_/.test(secretKey);
}
