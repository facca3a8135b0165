/**
 * The consent about withdrawal that a customer ticks before paying where the law asks for it (EU
 * consumer rights: an express request to begin at once). The portal has its wording per language;
 * a top-up stores this name of the wording. New words need a new name here.
 */
export const WITHDRAWAL_CONSENT = "withdrawal-1";
