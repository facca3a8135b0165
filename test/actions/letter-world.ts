/** Top-ups that owe a letter, brought there by real decisions, and the settings of a house. */
import type { LetterSettings } from "../../src/actions/letters/footing.ts";
import type { Letterhead } from "../../src/actions/ports.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/limits.ts";
import { recordIntent } from "../../src/domain/top-up/decide-intent.ts";
import { operatorRefund } from "../../src/domain/top-up/decide-people.ts";
import type { TopUp, TopUpRequest } from "../../src/domain/top-up/state.ts";
import { granted, recorded, refunded, settled } from "../domain/cells/given.ts";
import { ATTEMPT, payment, World } from "../domain/cells/world.ts";

type Change = Partial<TopUpRequest>;

export const LETTERHEAD: Letterhead = {
  merchant: {
    name: "Kestrel Mobile Pty Ltd",
    address: "1 Harbour St, Sydney NSW 2000",
    number: "ABN 51 824 753 556",
  },
  links: {
    terms: "https://kestrel.example/terms",
    privacy: "https://kestrel.example/privacy?a=1&b=2",
    refundPolicy: "https://kestrel.example/refunds",
  },
  statementDescriptor: "KESTREL MOBILE",
  accent: null,
};
export const settingsWith = (change: Partial<LetterSettings> = {}): LetterSettings => ({
  timings: DEFAULT_TIMINGS,
  supportContact: "support@example.com",
  selfCareName: "Kestrel",
  letterhead: LETTERHEAD,
  ...change,
});

/** A customer in Sydney who bought seven days for A$70.00. */
export const sam = (change: Change = {}, locale = "en"): Change => ({
  serviceLabel: "Hotspot dongle",
  timeZone: "Australia/Sydney",
  price: { minor: 7000, currency: "aud" },
  customer: { firstName: "Sam", lastName: "Rivera", email: "sam.rivera@example.com", locale },
  ...change,
});

const AUD = { amount: { minor: 7000, currency: "aud" } };
const asked = (change: Change): World => {
  const w = new World(change);
  w.do((t, ctx) => recordIntent(t, { attemptId: ATTEMPT, intentId: "pi_1" }, ctx));
  return w;
};
const paid = (change: Change): World => settled(asked(change), payment("succeeded", AUD));

export function credited(change: Change = sam()): World {
  const w = granted(paid(change)).later(5000);
  recorded(w, w.present());
  return w.apply([{ type: "InvoiceNumbered", invoiceNumber: "2026-000123" }]);
}
export function processing(change: Change = sam()): World {
  return settled(asked(change), payment("processing", AUD));
}
/** Asked for by an operator; `pending` until the bank confirms. */
export function refunding(change: Change = sam()): World {
  const w = paid(change);
  w.do(operatorRefund);
  return refunded(w, { kind: "pending", stripeRefundId: "re_123" });
}
export function returned(change: Change = sam()): World {
  return refunded(refunding(change), { kind: "succeeded", stripeRefundId: "re_123" });
}
export const because = (t: TopUp, returnReason: TopUp["returnReason"]): TopUp => ({
  ...t,
  returnReason,
});
