import type { Context } from "hono";
import type { ConditionsJson } from "../../contract/api.ts";
import { WITHDRAWAL_CONSENT } from "../../domain/offer/consent.ts";
import { CONSENTS } from "../../i18n/consents.ts";
import { brandById } from "../base/brand.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { langFor } from "../base/language.ts";

/** What an app has to show before it takes a payment for a service of this brand. */
export async function conditionsOf(
  c: Context<HttpEnv>,
  { brand: id }: { readonly brand: string },
): Promise<ConditionsJson> {
  const brand = await brandById(c, id);
  const sentence = CONSENTS[WITHDRAWAL_CONSENT](langFor(c));
  return {
    consent: brand.withdrawalConsent ? { name: WITHDRAWAL_CONSENT, sentence } : null,
    terms_url: brand.termsUrl || null,
    refund_policy_url: brand.refundPolicyUrl || null,
    privacy_url: brand.privacyUrl || null,
  };
}
