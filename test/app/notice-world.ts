/** Top-ups with a pending notice, brought there by real decisions, and settings of a deployment. */
import { emailMessageOf } from "../../src/app/notice/email/email-message.ts";
import type { EmailSettings } from "../../src/app/notice/email/footer.ts";
import type { Brand } from "../../src/app/ports/brand-catalogue.ts";
import type { EmailMessage } from "../../src/app/ports/email-sender.ts";
import type { PayerDetails } from "../../src/app/ports/payer-vault.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import { recordIntent } from "../../src/domain/top-up/decide/intent.ts";
import { refundTopUp } from "../../src/domain/top-up/decide/people.ts";
import type { NoticeKind, TopUp, TopUpRequest } from "../../src/domain/top-up/top-up.ts";
import { evidenceRecorded, granted, paymentRecorded, refunded } from "../domain/cells/given.ts";
import { ATTEMPT, payment, World } from "../domain/cells/world.ts";
import { brandOf } from "../fixtures/brands.ts";

type Change = Partial<TopUpRequest>;

export const BRAND: Brand = {
  ...brandOf(),
  name: "Kestrel",
  merchantName: "Kestrel Mobile Pty Ltd",
  merchantAddress: "1 Harbour St, Sydney NSW 2000",
  merchantNumber: "ABN 51 824 753 556",
  termsUrl: "https://kestrel.example/terms",
  privacyUrl: "https://kestrel.example/privacy?a=1&b=2",
  refundPolicyUrl: "https://kestrel.example/refunds",
  statementDescriptor: "KESTREL MOBILE",
};
/** The settings of emails with a changed brand. */
export const settingsWith = (change: Partial<Brand> = {}): EmailSettings => ({
  timings: DEFAULT_TIMINGS,
  brand: { ...BRAND, ...change },
});

export const SAM: PayerDetails = {
  firstName: "Sam",
  lastName: "Rivera",
  email: "sam.rivera@example.com",
  locale: "en",
};
/** The email to Sam, or to a payer with other details. */
export const messageOf = (
  kind: NoticeKind,
  topUp: TopUp,
  settings: EmailSettings,
  change: Partial<PayerDetails> = {},
): EmailMessage => emailMessageOf(kind, { topUp, payer: { ...SAM, ...change } }, settings);

/** A customer in Sydney who bought seven days for A$70.00. */
export const sam = (change: Change = {}): Change => ({
  serviceLabel: "Hotspot dongle",
  timeZone: "Australia/Sydney",
  price: { minor: 7000, currency: "aud" },
  ...change,
});

const AUD = { amount: { minor: 7000, currency: "aud" } };
const requested = (change: Change): World => {
  const w = new World(change);
  w.do((t, ctx) => recordIntent(t, { attemptId: ATTEMPT, intentId: "pi_1" }, ctx));
  return w;
};
const paid = (change: Change): World =>
  paymentRecorded(requested(change), payment("succeeded", AUD));

export function credited(change: Change = sam()): World {
  const w = granted(paid(change)).later(5000);
  evidenceRecorded(w, w.present());
  return w.apply([{ type: "InvoiceNumbered", invoiceNumber: "2026-000123" }]);
}
export function processing(change: Change = sam()): World {
  return paymentRecorded(requested(change), payment("processing", AUD));
}
/** Asked for by an operator; `pending` until the bank confirms. */
export function refunding(change: Change = sam()): World {
  const w = paid(change);
  w.do(refundTopUp);
  return refunded(w, { kind: "pending", stripeRefundId: "re_123", reason: null });
}
export function returned(change: Change = sam()): World {
  return refunded(refunding(change), { kind: "succeeded", stripeRefundId: "re_123" });
}
export const because = (t: TopUp, returnReason: TopUp["returnReason"]): TopUp => ({
  ...t,
  returnReason,
});
