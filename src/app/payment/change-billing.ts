import { openPayer } from "../base/open-payer.ts";
import type { PayerBlock, PayerDetails, SealedPayer } from "../ports/payer-vault.ts";
import type { Ports } from "../ports/ports.ts";
import type { ChangeBilling } from "../ports/service-object/request.ts";
import type { ServiceObject } from "../ports/service-object.ts";

/** What a repeated request says about its payer, and the payer as the object has it. */
export interface Correction extends Omit<ChangeBilling, "payer"> {
  readonly before: SealedPayer;
  /** What the block keeps besides the details, for one that cannot be opened. */
  readonly origin: Pick<PayerBlock, "brand" | "ip">;
  readonly details: PayerDetails;
}

/**
 * The customer pressed Pay again with other billing details: a corrected address must get the
 * receipt. The same details change nothing. A block that no key opens is sealed anew.
 */
export async function changeBilling(
  { payerVault }: Pick<Ports, "payerVault">,
  object: ServiceObject,
  { before, origin, details, ...own }: Correction,
): Promise<void> {
  const { firstName, lastName, email, locale } = details;
  const known = await openPayer({ payerVault }, before);
  const same =
    known?.firstName === firstName &&
    known.lastName === lastName &&
    known.email === email &&
    known.locale === locale;
  if (same) return;
  const { brand, ip } = known ?? origin;
  const block = { brand, ip, firstName, lastName, email, locale };
  await object.changeBilling({ ...own, payer: await payerVault.seal(before.payerId, block) });
}
