/**
 * The sentence about withdrawal that a customer ticks before paying where the law asks for it (EU
 * consumer rights: an express request to begin at once). Its words stand in the languages of the
 * portal; what is kept with a top-up is which wording it was. New words need a new name here.
 */
export const WITHDRAWAL_CONSENT = "withdrawal-1";
