import { RETURN_REASONS_EN } from "../../../../domain/refund/return-reasons/en.ts";
import type { EmailWords } from "./words.ts";

const many = (count: string) => `${count} days`;

/** Sentences marked [literal] are quoted by the product's requirements. */
export const EN: EmailWords = {
  locale: "en",
  direction: "ltr",
  salutation: (name) => `Hello ${name},`,
  salutationUnnamed: "Hello,",
  days: { zero: many, one: (count) => `${count} day`, two: many, few: many, many, other: many },
  zone: (town) => `${town} time`,
  confirmation: {
    subject: (days, service) => `${days} added to ${service}`,
    extended: "Your service has been extended. New expiry date:", // [literal]
  },
  refund: {
    subjectOnItsWay: (service) => `Your payment for ${service} is on its way back`,
    subjectDone: (service) => `Your payment for ${service} has been refunded`,
    unable: "We were unable to complete your top-up.", // [literal]
    asked: "You asked for your money back.",
    onItsWay: (amount) => `${amount} is on its way back to you.`,
    done: "Your payment has been refunded.", // [literal]
    error: (reason) => `Error: ${reason}`, // [literal]
    tryAgain: "Please try again or contact support.", // [literal]
    reasons: RETURN_REASONS_EN,
  },
  processing: {
    subject: (amount) => `Your bank is still sending ${amount}`,
    sending: (amount) => `Your bank is still sending ${amount}.`,
    until: (date) => `That takes until about ${date}.`,
    onArrival: "We add your days the moment it arrives.",
    ifNot: "If it does not arrive, nothing is charged and no days are added.",
  },
  labels: {
    service: "Service",
    added: "Added",
    notAdded: "Not added",
    toAdd: "To be added",
    newExpiry: "New expiry date",
    paid: "Paid",
    price: "Price",
    paidOn: "Paid on",
    method: "Paid with",
    amountBack: "Goes back",
    backTo: "To",
    arrives: "On your account",
    refundReference: "Refund reference",
    transaction: "Transaction ID",
    invoice: "Invoice",
    agreed: "You agreed",
  },
  values: {
    priceAndTax: (price) => `${price}, tax included`,
    bankDays: "5 to 10 working days, it depends on your bank",
    consents: {
      "withdrawal-1":
        "Start now. I know that I can withdraw within 14 days and then pay for the days used.",
    },
  },
  footer: {
    questions: "Questions?",
    statement: (descriptor) => `On your statement: ${descriptor}`,
    policy: "When we pay back, and how much, is in the refund policy.",
    terms: "Terms",
    privacy: "Privacy",
    refundPolicy: "Refund policy",
  },
};
