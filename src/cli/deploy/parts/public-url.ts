import { EXAMPLE_DOMAIN } from "../../../contract/brand-gaps.ts";
import type { DeployTarget } from "../deployment.ts";

/**
 * Where the portal is opened; null while PUBLIC_URL is the example of wrangler.toml or no address:
 * nothing is made at Stripe under a host name that is not the operator's.
 */
export function publicUrl({ variable }: DeployTarget): URL | null {
  const text = variable("PUBLIC_URL");
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return EXAMPLE_DOMAIN.test(url.hostname) ? null : url;
}
