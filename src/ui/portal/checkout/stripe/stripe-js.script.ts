import { loadScript } from "../../../kit/browser/load-script.script.ts";
import type { Appearance, StripeJs } from "./stripe-types.script.ts";

/** Loads Stripe.js, once per page. Throws when it is blocked, hangs or refuses the key. */
export async function loadStripe(url: string, key: string): Promise<StripeJs> {
  if (!window.Stripe) await loadScript(url);
  if (!window.Stripe) throw new Error("Stripe.js came without window.Stripe");
  return window.Stripe(key);
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
