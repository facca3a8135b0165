import type { Vars } from "./dev-vars.ts";

export interface DevSettings {
  readonly without: { readonly stripe: boolean; readonly cgrates: boolean };
  readonly fresh: boolean;
}

const STRIPE_KEYS = [
  "STRIPE_SECRET_KEY",
  "STRIPE_PUBLISHABLE_KEY",
  "STRIPE_WEBHOOK_SECRET",
] as const;

/**
 * The settings of `npm run dev`. With a real Stripe or OCS the local state is kept, because those
 * remember earlier runs: fresh objects would not know the payments that Stripe reports. Throws if
 * only some of Stripe's keys are set, and on an unknown argument.
 */
export function devSettings(devVars: Vars, args: readonly string[]): DevSettings {
  const unknown = args.filter((arg) => !["--fresh", "--keep"].includes(arg));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(" ")}. Known: --fresh, --keep`);
  const given = STRIPE_KEYS.filter((name) => devVars[name] !== undefined);
  if (given.length > 0 && given.length < STRIPE_KEYS.length) {
    const missing = STRIPE_KEYS.filter((name) => devVars[name] === undefined);
    throw new Error(`.dev.vars: ${given.join(", ")} also needs ${missing.join(", ")}`);
  }
  if (devVars.STRIPE_API_URL !== undefined && given.length === 0) {
    throw new Error(`.dev.vars: STRIPE_API_URL also needs ${STRIPE_KEYS.join(", ")}`);
  }
  const without = { stripe: given.length > 0, cgrates: devVars.CGRATES_URL !== undefined };
  return {
    without,
    fresh:
      args.includes("--fresh") ||
      !(args.includes("--keep") || Object.values(without).some(Boolean)),
  };
}
