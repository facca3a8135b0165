/** Emails about a refund that waits, that came another way, or of which the email was wrong. */
import { describe, expect, test } from "vitest";
import type { RefundOutcome } from "../../src/domain/refund/refund.ts";
import { recordRefund } from "../../src/domain/top-up/decide/refund.ts";
import { dueNotices } from "../../src/domain/top-up/due-times.ts";
import { viewOf } from "../../src/domain/top-up/view.ts";
import { GIVEN, paymentRecorded } from "../domain/cells/given.ts";
import { payment, type World } from "../domain/cells/world.ts";
import { messageOf, settingsWith } from "./notice-world.ts";

const answer = (w: World, outcome: RefundOutcome) => {
  const refundId = w.t.refunds.at(-1)?.refundId ?? "rfd_none";
  w.do((t, ctx) => recordRefund(t, { refundId, outcome }, ctx));
  return w;
};
const sent = (w: World) => w.apply([{ type: "NoticeSent", kind: "refund", undeliverable: false }]);
const SHORT: RefundOutcome = { kind: "short_of_balance", keyNumber: 1, text: "" };
const FAILED: RefundOutcome = {
  kind: "failed",
  stripeRefundId: "re_1",
  reason: "expired_or_canceled_card",
};

test("a refund that waits for our balance: an email says that it is on its way, and by when", () => {
  const w = GIVEN.RF();
  expect(dueNotices(w.t)).toEqual([]);
  answer(w, SHORT);
  expect(dueNotices(w.t)).toEqual(["refund"]);
  const { subject, text } = messageOf("refund", w.t, settingsWith());
  expect(subject).toContain("on its way back");
  expect(text).toContain("we will send it by 11 May");
  expect(text).not.toContain("has been refunded");
});

describe("an email that turned out wrong is corrected by another", () => {
  test("refunded, told, then failed: once, with the reason", () => {
    const w = sent(GIVEN.RD());
    expect(dueNotices(w.t)).toEqual([]);
    answer(w, FAILED);
    expect(dueNotices(w.t)).toEqual(["refund_correction"]);
    const { subject, text } = messageOf("refund_correction", w.t, settingsWith());
    expect(subject).toContain("has not reached you");
    expect(text).toContain("It has failed.");
    expect(text).toContain("Your card has been closed or has expired");
    w.apply([{ type: "NoticeSent", kind: "refund_correction", undeliverable: false }]);
    expect(dueNotices(w.t)).toEqual([]);
  });

  test("nothing was told: nothing is corrected", () => {
    expect(dueNotices(answer(GIVEN.RD(), FAILED).t)).toEqual([]);
  });
});

test("refunded on the dashboard: page and email name the amount that was returned", () => {
  const w = paymentRecorded(GIVEN.PD(), payment("succeeded", { returnedMinor: 7000 }));
  expect(w.code).toBe("RD");
  expect(viewOf(w.t, 0).refund).toMatchObject({ minor: 7000, currency: "usd" });
  expect(messageOf("refund", w.t, settingsWith()).text).toContain("$70.00");
});

test("a part on the dashboard: what is on its way is the rest", () => {
  const w = paymentRecorded(GIVEN.RK(), payment("succeeded", { returnedMinor: 1000 }));
  expect(w.t.money?.refundedExternallyMinor).toBe(1000);
  expect(viewOf(w.t, 0).refund?.minor).toBe(6000);
});
