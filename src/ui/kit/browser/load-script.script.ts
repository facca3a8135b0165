import { withTimeout } from "./with-timeout.script.ts";

/** A script that has not loaded after this long counts as failed; ms. */
const SCRIPT_MS = 10_000;
const tries = new Map<string, number>();

/**
 * Loads a classic script of another origin. Rejects when it is blocked or hangs; the next call
 * tries again.
 */
export function loadScript(url: string): Promise<void> {
  const tried = tries.get(url) ?? 0;
  tries.set(url, tried + 1);
  // A browser joins a new request to one that hangs, unless the address differs.
  const address = new URL(url);
  if (tried > 0) address.searchParams.set("try", String(tried));
  return withTimeout(SCRIPT_MS, (done, fail) => addScript(address.href, done, fail));
}

function addScript(url: string, done: () => void, fail: (fault: Error) => void): () => void {
  const script = document.createElement("script");
  // Where a policy demands Trusted Types, the browser accepts nothing else here.
  Object.assign(script, { src: trusted(url) });
  script.async = true;
  script.onload = done;
  script.onerror = () => fail(new Error(`${new URL(url).host}: no script`));
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
const origins = new Set<string>();

/** The address as a trusted one; only configured origins may be scripts. */
function trusted(url: string): object | string {
  if (typeof trustedTypes === "undefined") return url;
  origins.add(new URL(url).origin);
  // A browser creates a policy of a name only once.
  policy ??= trustedTypes.createPolicy("edge-topup", {
    createScriptURL(wanted) {
      if (!origins.has(new URL(wanted).origin)) throw new TypeError(`no script from ${wanted}`);
      return wanted;
    },
  });
  return policy.createScriptURL(url);
}
