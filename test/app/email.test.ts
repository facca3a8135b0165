import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { START } from "../domain/cells/world.ts";
import {
  because,
  credited,
  messageOf,
  processing,
  refunding,
  returned,
  sam,
  settingsWith,
} from "./notice-world.ts";

const settings = settingsWith();
/** The link keeps the service of the top-up, wherever it is opened (row R9). */
const { serviceId, topUpId } = credited().t.request;
const SHOP = `https://topup.example.com/t/${serviceId}/${topUpId}/add`;

describe("the confirmation", () => {
  const message = messageOf("confirmation", credited().t, settings);

  test("says everything a receipt has to, in text", () => {
    expect(message).toMatchObject({
      noticeId: "top_01jtd5m3k4abcdefghjkmnpqrs:confirmation",
      to: { email: "sam.rivera@example.com", name: "Sam Rivera" },
      subject: "7 days added to Hotspot dongle",
    });
    expect(message.text).toBe(`Hello Sam,

Your service has been extended. New expiry date: 11 May 2026

Service: Hotspot dongle
Added: 7 days
New expiry date: Mon 11 May 2026, 22:00, Sydney time
Paid: A$70.00, tax included
Paid with: Visa 4242
Paid on: Mon 4 May 2026, 22:00, Sydney time
Transaction ID: TXN-7000001
Invoice: 2026-000123

On your statement: KESTREL MOBILE

When we pay back, and how much, is in the refund policy.

Questions? support@example.com

topup.example.com: ${SHOP}
Terms: https://kestrel.example/terms
Refund policy: https://kestrel.example/refunds
Privacy: https://kestrel.example/privacy?a=1&b=2

Kestrel
Kestrel Mobile Pty Ltd
1 Harbour St, Sydney NSW 2000
ABN 51 824 753 556
`);
  });

  test("without an invoice number yet: the line is missing, nothing else", () => {
    const { text } = messageOf("confirmation", { ...credited().t, invoiceNumber: null }, settings);
    expect(text).toBe(message.text.replace("Invoice: 2026-000123\n", ""));
  });

  test("one day is one day", () => {
    const { subject, text } = messageOf("confirmation", credited(sam({ quantity: 1 })).t, settings);
    expect(subject).toBe("1 day added to Hotspot dongle");
    expect(text).toContain("Added: 1 day\n");
  });

  test("where a sentence about withdrawal was ticked, the email repeats it", () => {
    const t = credited(sam({ consent: "withdrawal-1" })).t;
    expect(messageOf("confirmation", t, settings).text).toContain(
      "You agreed: Start now. I know that I can withdraw within 14 days and then pay for the days used.",
    );
  });

  test("where nothing is configured, the portal and its support are named, and no empty line", () => {
    const nothing = { merchantName: "", merchantAddress: "", merchantNumber: "", termsUrl: "" };
    const links = { privacyUrl: "", refundPolicyUrl: "", statementDescriptor: "" };
    const bare = settingsWith({ ...nothing, ...links });
    const { text } = messageOf("confirmation", credited().t, bare);
    expect(text.split("Invoice: 2026-000123\n")[1]).toBe(
      `\nQuestions? support@example.com\n\ntopup.example.com: ${SHOP}\n\nKestrel\n`,
    );
  });
});

describe("the refund email", () => {
  test("while the bank works on it: on its way", () => {
    const { subject, text } = messageOf("refund", because(refunding().t, "ocs_silent"), settings);
    expect(subject).toBe("Your payment for Hotspot dongle is on its way back");
    expect(text).toContain(
      "We were unable to complete your top-up. A$70.00 is on its way back to you.\n\n" +
        "Error: Unable to connect to billing system\nPlease try again or contact support.\n",
    );
  });

  test("once it is back: the sentences of the result page, how much, where to, its reference", () => {
    const { subject, text } = messageOf("refund", because(returned().t, "ocs_silent"), settings);
    expect(subject).toBe("Your payment for Hotspot dongle has been refunded");
    expect(text).toContain(`We were unable to complete your top-up. Your payment has been refunded.

Error: Unable to connect to billing system
Please try again or contact support.

Service: Hotspot dongle
Not added: 7 days
Paid: A$70.00
Paid on: Mon 4 May 2026, 22:00, Sydney time
Goes back: A$70.00
To: Visa 4242
On your account: 5 to 10 working days, it depends on your bank
Refund reference: re_123
Transaction ID: TXN-7000001
`);
  });

  test("what the customer wished for is no error", () => {
    const { text } = messageOf("refund", because(returned().t, "customer"), settings);
    expect(text).toContain("You asked for your money back. Your payment has been refunded.");
    expect(text).not.toMatch(/Error|unable/);
  });

  test("refunded manually: no promise about a card, no reference of Stripe's", () => {
    const t = returned().t;
    const refunds = t.refunds.map((row) => ({ ...row, problem: "refunded manually: cheque 7" }));
    const { text } = messageOf("refund", { ...t, refunds }, settings);
    expect(text).toContain("Your payment has been refunded.");
    expect(text).not.toMatch(/5 to 10|re_123|cheque/);
  });
});

describe("the email about a bank that takes days", () => {
  test("says what is on its way, until when about, and what happens then", () => {
    const { noticeId, subject, text } = messageOf("processing", processing().t, settings);
    expect(noticeId).toBe("top_01jtd5m3k4abcdefghjkmnpqrs:processing");
    expect(subject).toBe("Your bank is still sending A$70.00");
    expect(START + settings.timings.processingFindingMs).toBe(START + 10 * DAY_MS);
    expect(text).toContain(`Your bank is still sending A$70.00.

That takes until about 14 May. We add your days the moment it arrives.
If it does not arrive, nothing is charged and no days are added.

Service: Hotspot dongle
To be added: 7 days
Price: A$70.00, tax included
`);
  });
});

describe("languages", () => {
  test("Arabic, from the right, with the same digits, calendar and ids", () => {
    const { subject, text, html } = messageOf("confirmation", credited().t, settings, {
      locale: "ar-SA",
    });
    expect(subject).toBe("تم تمديد الخدمة (\u20687 أيام\u2069): \u2068Hotspot dongle\u2069");
    expect(text).toContain("تم تمديد خدمتك. تاريخ الانتهاء الجديد: 11 مايو 2026\n");
    expect(text).toContain(
      "تاريخ الانتهاء الجديد: \u2068الاثنين 11 مايو 2026، 22:00، توقيت سيدني\u2069\n",
    );
    expect(text).toContain("رقم العملية: \u2068TXN-7000001\u2069\n");
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain("\u2068\u206670.00 AU$\u2069، شامل الضريبة\u2069</span>");
  });

  test.each([
    [1, "يوم واحد"],
    [2, "يومان"],
    [7, "7 أيام"],
    [14, "14 يومًا"],
    [100, "100 يوم"],
  ])("%i days in Arabic: %s", (quantity, words) => {
    const { text } = messageOf("confirmation", credited(sam({ quantity })).t, settings, {
      locale: "ar",
    });
    expect(text).toContain(`المدة المضافة: \u2068${words}\u2069\n`);
  });

  test.each(["fr-CA", "", "constructor", "x-!"])("“%s”: English", (locale) => {
    const { text } = messageOf("confirmation", credited().t, settings, { locale });
    expect(text).toContain("Your service has been extended. New expiry date: 11 May 2026\n");
  });
});
