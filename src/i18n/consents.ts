import * as m from "./generated/messages.ts";

/** What a customer ticks before paying, by the name of its wording (`WITHDRAWAL_CONSENT`). */
export const CONSENTS = { "withdrawal-1": m.consents_withdrawal_1 } as const;
