import * as z from "zod";
import { brandRow } from "../contract/brand.ts";
import { gapsOf } from "../contract/brand-gaps.ts";
import { parseDecimal } from "../domain/base/money.ts";
import { LANGS, langOf } from "../i18n/languages.ts";
import type { Settings } from "./settings.ts";

/**
 * The default brand, as the configuration makes it: in the form of a row of D1's table `brand`,
 * which replaces it where a row has the same id. `settingsOf` checks it by the schema of such rows.
 */
export function brandFromSettings(settings: Settings) {
  const currency = settings.CURRENCY_CODE;
  const limit = parseDecimal(settings.APPROVAL_ABOVE, currency)?.minor;
  return {
    id: settings.BRAND,
    publicUrl: settings.PUBLIC_URL,
    hosts: [],
    name: settings.SELF_CARE_NAME,
    logo: settings.BRAND_LOGO,
    colour: settings.BRAND_COLOR,
    supportContact: settings.SUPPORT_CONTACT,
    merchantName: settings.MERCHANT_NAME,
    merchantAddress: settings.MERCHANT_ADDRESS,
    merchantNumber: settings.MERCHANT_NUMBER,
    termsUrl: settings.TERMS_URL,
    privacyUrl: settings.PRIVACY_URL,
    refundPolicyUrl: settings.REFUND_POLICY_URL,
    // Those of its offers: their rows had no other currency to agree with before there were brands.
    currencies: [],
    approvalAbove: limit === undefined ? {} : { [currency]: limit },
    languages: settings.LANGUAGES,
    statementDescriptor: settings.STATEMENT_DESCRIPTOR,
    statementSuffix: settings.STATEMENT_SUFFIX,
    withdrawalConsent: settings.WITHDRAWAL_CONSENT === "on",
    typedIdentity: settings.TYPED_IDENTITY === "on",
    countries: settings.COUNTRY_CODE,
    legacyUsage: settings.LEGACY_USAGE,
    riskReview: settings.RISK_REVIEW,
    emailFrom: settings.MAIL_FROM,
  };
}

type Field = keyof ReturnType<typeof brandFromSettings>;

/** The variable that a field of the default brand comes from. */
const VARIABLES: Readonly<Record<Exclude<Field, "hosts" | "currencies">, keyof Settings>> = {
  id: "BRAND",
  publicUrl: "PUBLIC_URL",
  name: "SELF_CARE_NAME",
  logo: "BRAND_LOGO",
  colour: "BRAND_COLOR",
  supportContact: "SUPPORT_CONTACT",
  merchantName: "MERCHANT_NAME",
  merchantAddress: "MERCHANT_ADDRESS",
  merchantNumber: "MERCHANT_NUMBER",
  termsUrl: "TERMS_URL",
  privacyUrl: "PRIVACY_URL",
  refundPolicyUrl: "REFUND_POLICY_URL",
  approvalAbove: "APPROVAL_ABOVE",
  languages: "LANGUAGES",
  statementDescriptor: "STATEMENT_DESCRIPTOR",
  statementSuffix: "STATEMENT_SUFFIX",
  withdrawalConsent: "WITHDRAWAL_CONSENT",
  typedIdentity: "TYPED_IDENTITY",
  countries: "COUNTRY_CODE",
  legacyUsage: "LEGACY_USAGE",
  riskReview: "RISK_REVIEW",
  emailFrom: "MAIL_FROM",
};
const variables: Readonly<Record<string, string>> = VARIABLES;

/** What of the settings is empty or still the example, as lines: `MERCHANT_NAME is empty`. */
export function unsetIn(settings: Settings): readonly string[] {
  const gaps = gapsOf(brandRow.parse(brandFromSettings(settings)));
  return gaps.map(({ field, is }) => `${VARIABLES[field]} is ${is}`);
}

/** What makes no brand of the settings, by the names of the variables; null: they make one. */
export function wrongInBrand(settings: Settings): z.ZodError | null {
  const { error } = brandRow.safeParse(brandFromSettings(settings));
  const issues = (error?.issues ?? []).map((issue) => {
    const [field, ...rest] = issue.path;
    return { ...issue, path: [variables[String(field)] ?? String(field), ...rest] };
  });
  const tags = LANGS.map(({ tag }) => tag).join(", ");
  for (const tag of settings.LANGUAGES.filter((one) => langOf(one) === null)) {
    const message = `"${tag}" is no language of this product: ${tags}`;
    issues.push({ code: "custom", path: ["LANGUAGES"], message, input: tag });
  }
  return issues.length === 0 ? null : new z.ZodError(issues);
}
