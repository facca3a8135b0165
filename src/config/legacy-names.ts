/**
 * Names of variables that the older portal had (row D4). Either name may be set; where both are set
 * they must agree.
 */
const LEGACY_NAMES = {
  REACT_APP_TOPUP_PRICE_PER_DAY: "TOPUP_PRICE_PER_DAY",
  REACT_APP_CURRENCY_CODE: "CURRENCY_CODE",
  REACT_APP_SELF_CARE_NAME: "SELF_CARE_NAME",
  REACT_APP_STRIPE_PUBLISHABLE_KEY: "STRIPE_PUBLISHABLE_KEY",
} as const;

/**
 * The variables under their present names. Throws when an old name and its present one differ,
 * because the price must not depend on which of them is read.
 */
export function withLegacyNames(env: object): object {
  const given: Record<string, unknown> = { ...env };
  for (const [old, name] of Object.entries(LEGACY_NAMES)) {
    if (given[name] === "") delete given[name];
    const before = given[old];
    if (before === undefined || before === "") continue;
    const now = given[name];
    if (now !== undefined && now !== before) {
      throw new Error(`configuration: ${old} and ${name} differ; keep one of them`);
    }
    given[name] = before;
  }
  return given;
}
