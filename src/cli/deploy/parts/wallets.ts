import type Stripe from "stripe";
import type { DeployPart, DeployTarget } from "../deployment.ts";
import { fine, type LookedAt, lacking, mended, wrong } from "../looked-at.ts";
import { hostsOfBrands } from "./brand-hosts-in-d1.ts";

/**
 * Ways to pay whose button Stripe shows only on registered host names. `everywhere`: Stripe offers
 * it in every country, so an inactive one is a mistake; the others depend on the account.
 */
export const WALLETS = [
  { field: "apple_pay", name: "Apple Pay", everywhere: true },
  { field: "google_pay", name: "Google Pay", everywhere: true },
  { field: "link", name: "Link", everywhere: true },
  { field: "paypal", name: "PayPal", everywhere: false },
  { field: "amazon_pay", name: "Amazon Pay", everywhere: false },
  { field: "klarna", name: "Klarna", everywhere: false },
] as const satisfies readonly {
  field: keyof Stripe.PaymentMethodDomain;
  name: string;
  everywhere: boolean;
}[];

/** Each brand's host names, registered at Stripe for wallets. */
export const walletsPart: DeployPart = {
  name: "host names for wallets at Stripe",
  look: async (deployment) => {
    const lines: LookedAt[] = [];
    for (const host of await hostsOfBrands(deployment)) {
      const { data } = await deployment
        .stripe()
        .paymentMethodDomains.list({ domain_name: host, limit: 1 });
      lines.push(inspectHost(deployment, host, data[0] ?? null));
    }
    return lines;
  },
};

function inspectHost(
  deployment: DeployTarget,
  host: string,
  found: Stripe.PaymentMethodDomain | null,
): LookedAt {
  const what = `wallets on ${host}`;
  if (found === null) {
    const change = `register ${host} for wallets at Stripe, and validate it`;
    return mended(lacking(what, "is not registered at Stripe"), change, async () => {
      const domains = deployment.stripe().paymentMethodDomains;
      const made = await domains.create({ domain_name: host });
      await domains.validate(made.id);
    });
  }
  if (!found.enabled) {
    return mended(wrong(what, "is switched off at Stripe"), `switch ${host} on`, async () => {
      await deployment.stripe().paymentMethodDomains.update(found.id, { enabled: true });
    });
  }
  const said = standingOf(found);
  const broken = WALLETS.filter(({ field, everywhere }) => everywhere && isInactive(found, field));
  if (broken.length === 0) return fine(what, said);
  const todo =
    "Stripe says what it needs; it asks the host name itself, so deploy first, then once more";
  return mended(wrong(what, said, todo), `validate ${host} again`, async () => {
    await deployment.stripe().paymentMethodDomains.validate(found.id);
  });
}

type WalletField = (typeof WALLETS)[number]["field"];

const isInactive = (domain: Stripe.PaymentMethodDomain, field: WalletField): boolean =>
  domain[field].status !== "active";

function standingOf(domain: Stripe.PaymentMethodDomain): string {
  const active = WALLETS.filter(({ field }) => !isInactive(domain, field));
  const inactive = WALLETS.filter(({ field }) => isInactive(domain, field));
  const why = inactive.map(({ field, name }) => {
    const message = domain[field].status_details?.error_message;
    return message ? `${name} inactive (${message})` : `${name} inactive`;
  });
  return [active.map(({ name }) => name).join(", "), ...why].filter(Boolean).join("; ");
}
