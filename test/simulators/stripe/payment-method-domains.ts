import type { PaymentMethodDomain } from "./objects.ts";
import { missing } from "./stripe-error.ts";
import type { Params } from "./validate.ts";
import type { World } from "./world.ts";

const WALLET_FIELDS = ["amazon_pay", "apple_pay", "google_pay", "klarna", "link", "paypal"];

/** Made anew, or the one that the account has of this name already. */
export function createDomain(world: World, { domain_name, enabled }: Params): PaymentMethodDomain {
  const there = world.domains.items.find((one) => one.domain_name === domain_name);
  if (there) return there;
  return world.domains.add({
    object: "payment_method_domain",
    id: world.id("pmd_"),
    created: world.nowSeconds(),
    domain_name: String(domain_name),
    enabled: enabled !== false,
    livemode: false,
    // Registered and not validated yet.
    ...Object.fromEntries(WALLET_FIELDS.map((field) => [field, { status: "inactive" }])),
  });
}

export function findDomain(world: World, id: string): PaymentMethodDomain {
  const domain = world.domains.get(id);
  if (!domain) throw missing("payment method domain", id, "payment_method_domain");
  return domain;
}

export function updateDomain(world: World, id: string, { enabled }: Params): PaymentMethodDomain {
  const domain = findDomain(world, id);
  if (enabled !== undefined) domain.enabled = enabled === true;
  return domain;
}

export function validateDomain(world: World, id: string): PaymentMethodDomain {
  const domain = findDomain(world, id);
  for (const field of WALLET_FIELDS) {
    const error_message = world.inactiveWallets.get(field);
    domain[field] =
      error_message === undefined
        ? { status: "active" }
        : { status: "inactive", status_details: { error_message } };
  }
  return domain;
}
