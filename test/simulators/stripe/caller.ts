import type { BrowserSwitches } from "./browser-switches.ts";
import { StripeRefusal } from "./stripe-error.ts";

/**
 * The key of a request. `restricted`: may do all that the secret key may, but read neither webhook
 * endpoints nor the account. `other_mode`: our key of live mode, while all here is test mode.
 */
export type Caller = "secret" | "restricted" | "publishable" | "other_mode";

export interface Keys {
  readonly secretKey: string;
  readonly publishableKey: string;
}

/** Throws 401 for any other key, and for ours if a switch makes it unknown. */
export function callerOf(key: string, keys: Keys, switches: BrowserSwitches): Caller {
  if (key === keys.secretKey) return "secret";
  if (key === restricted(keys)) return "restricted";
  if (key === keys.publishableKey && switches.key === "known") return "publishable";
  if (key === keys.publishableKey.replace("_test_", "_live_")) return "other_mode";
  if (key === keys.publishableKey && switches.key === "other_mode") return "other_mode";
  const message =
    key === ""
      ? "You did not provide an API key."
      : `Invalid API Key provided: ${key.slice(0, 8)}****${key.slice(-4)}`;
  throw new StripeRefusal(401, { type: "invalid_request_error", message });
}

const restricted = ({ secretKey }: Keys): string => secretKey.replace(/^sk_/, "rk_");

/** Stripe's answer to a restricted key without the permission for what it asks. */
export function notPermitted(keys: Keys, method: string, path: string): StripeRefusal {
  const resource = (path.split("/")[2] ?? "").replace(/s$/, "").replace(/_endpoint$/, "");
  const permission = `rak_${resource}_${method === "GET" ? "read" : "write"}`;
  const key = `${restricted(keys).slice(0, 8)}****`;
  const message =
    `The provided key '${key}' does not have the required permissions for this endpoint. Having ` +
    `the '${permission}' permission would allow this request to continue.`;
  return new StripeRefusal(403, { type: "invalid_request_error", message });
}

/** The key in the header (Bearer or Basic) or in the form. */
export function keyIn(authorization: string | undefined, inForm: unknown): string {
  const [scheme, value = ""] = (authorization ?? "").split(" ");
  if (scheme === "Basic") return Buffer.from(value, "base64").toString().split(":")[0] ?? "";
  if (scheme === "Bearer") return value;
  return typeof inForm === "string" ? inForm : "";
}

/** The error for every request with a key of the other mode. */
export function otherMode(intentId: string): StripeRefusal {
  return new StripeRefusal(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message:
      `No such payment_intent: '${intentId}'; a similar object exists in test mode, but a live ` +
      "mode key was used to make this request.",
    param: "intent",
  });
}
