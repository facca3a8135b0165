import { withTimeout } from "../../../kit/browser/with-timeout.script.ts";
import type { Appearance, StripeJs } from "./stripe-types.script.ts";

/** A script that has not loaded after this long counts as failed; ms. */
const SCRIPT_MS = 10_000;
let tries = 0;

/** Loads Stripe.js, once per page. Throws when it is blocked, hangs or refuses the key. */
export async function loadStripe(url: string, key: string): Promise<StripeJs> {
  // A browser joins a new request to one that hangs, unless the address differs.
  const address = tries === 0 ? url : `${url}?try=${tries}`;
  if (!window.Stripe) await withTimeout(SCRIPT_MS, (done, fail) => addScript(address, done, fail));
  if (!window.Stripe) throw new Error("Stripe.js came without window.Stripe");
  return window.Stripe(key);
}

function addScript(url: string, done: () => void, fail: (fault: Error) => void): () => void {
  tries += 1;
  const script = document.createElement("script");
  // Where a policy demands Trusted Types, the browser accepts nothing else here.
  Object.assign(script, { src: trusted(url) });
  script.async = true;
  script.onload = done;
  script.onerror = () => fail(new Error("Stripe.js could not be loaded"));
  document.head.appendChild(script);
  // A script that failed or hangs is removed, so that the next try loads it again.
  return () => script.remove();
}

/** The part of Trusted Types (w3.org/TR/trusted-types) that is used here. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptPolicy;
}
interface ScriptPolicy {
  createScriptURL(url: string): object;
}
declare const trustedTypes: TrustedTypes | undefined;
let policy: ScriptPolicy | null = null;

/** The address as a trusted one; only the configured origin of Stripe.js may be a script. */
function trusted(url: string): object | string {
  if (typeof trustedTypes === "undefined") return url;
  const { origin } = new URL(url);
  // A browser creates a policy of a name only once.
  policy ??= trustedTypes.createPolicy("edge-topup", {
    createScriptURL(wanted) {
      if (new URL(wanted).origin !== origin) throw new TypeError(`no script from ${wanted}`);
      return wanted;
    },
  });
  return policy.createScriptURL(url);
}

/** Stripe's form in the colours of the page's present theme. */
export function appearance(): Appearance {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    theme: dark ? "night" : "stripe",
    variables: {
      colorPrimary: token("--accent"),
      colorBackground: token("--surface"),
      colorText: token("--ink"),
      colorTextSecondary: token("--ink-2"),
      colorDanger: token("--bad"),
      borderRadius: token("--r-2"),
      fontFamily: token("--font"),
    },
  };
}
