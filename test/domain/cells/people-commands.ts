/** The columns of the table "Refunds, people, time" as commands. */

import { refundId } from "../../../src/domain/base/ids.ts";
import type { RefundOutcome } from "../../../src/domain/refund/refund.ts";
import {
  approveTopUp,
  cancelTopUp,
  confirmCredited,
  redriveTopUp,
  refundTopUp,
  rejectTopUp,
  requestRefund,
} from "../../../src/domain/top-up/decide/people.ts";
import { recordEvidence } from "../../../src/domain/top-up/decide/record.ts";
import { recordManualRefund, recordRefund } from "../../../src/domain/top-up/decide/refund.ts";
import { tick } from "../../../src/domain/top-up/decide/time.ts";
import { REFUNDED, refunded } from "./given.ts";
import type { Command } from "./money-commands.ts";
import { newRefund } from "./refund-row.ts";
import { answered, TOP_UP_ID, type World } from "./world.ts";

const OWN_ROW: ReadonlySet<string> = new Set(["RF", "FF", "RD"]);
/** Where the top-up has no `return` row, the answer can only concern a surplus row. */
const withRow = (w: World): World => {
  if (OWN_ROW.has(w.code)) return w;
  const input = {
    refundId: refundId(TOP_UP_ID, 9),
    intentId: "pi_9" as const,
    amount: { minor: 500, currency: "usd" },
    purpose: "surplus" as const,
  };
  return w.apply([{ type: "RefundRequested", row: newRefund(input, w.now) }]);
};
const answers =
  (outcome: RefundOutcome): Command =>
  (given) => {
    const w = withRow(given);
    const row = w.t.refunds.at(-1);
    return recordRefund(w.t, { refundId: row?.refundId ?? "rfd_none", outcome }, w.context());
  };
const FAILED: RefundOutcome = { kind: "failed", stripeRefundId: "re_1", reason: "expired_card" };
const thenFailed: Command = (given) => {
  const w = withRow(given);
  if (!OWN_ROW.has(w.code)) refunded(w, REFUNDED);
  return answers(FAILED)(w);
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const AGES: Readonly<Record<string, number>> = {
  AW: 30 * MINUTE,
  PR: 10 * DAY,
  CN: 5 * MINUTE,
  CA: 30 * DAY,
  AP: 7 * DAY,
  RV: 48 * HOUR,
  PD: 10 * MINUTE,
  CR: MINUTE,
  RS: 5 * MINUTE,
  RK: 5 * MINUTE,
  CD: DAY,
  RE: 5 * MINUTE,
  RF: HOUR,
  FF: DAY,
  RD: DAY,
  PK: DAY,
};
const ticksAfter =
  (share: number): Command =>
  (w) => {
    w.later((AGES[w.code] ?? 0) * share);
    return tick(w.t, w.context());
  };
/** The deadline of a granted top-up takes effect at the first reading after it. */
const aged: Command = (w) => {
  if (w.code !== "CR") return ticksAfter(1)(w);
  w.later(MINUTE);
  const fence = w.fence();
  return recordEvidence(w.t, { fence, write: answered, reading: w.absent() }, w.context());
};

export const PEOPLE_COMMANDS: Readonly<Record<string, Command>> = {
  "refund ok": answers(REFUNDED),
  pending: answers({ kind: "pending", stripeRefundId: "re_1", reason: null }),
  refused: answers({ kind: "refused", why: "other", text: "no" }),
  "refused / refunded already": answers({ kind: "refused", why: "already_refunded", text: "" }),
  "refused / disputed": answers({ kind: "refused", why: "disputed", text: "" }),
  unknown: answers({ kind: "unknown", text: "timeout" }),
  "waits for balance": answers({ kind: "short_of_balance", keyNumber: 1, text: "short" }),
  "ok, then failed": thenFailed,
  "customer cancels, or cancel timer": (w) => cancelTopUp(w.t, "customer", w.context()),
  "customer requests a refund": (w) => requestRefund(w.t, w.context()),
  "operator refunds": (w) => refundTopUp(w.t, w.context()),
  "confirm as credited": (w) => confirmCredited(w.t, w.present(), w.context()),
  "confirm as credited / not seen": (w) => confirmCredited(w.t, w.absent(), w.context()),
  "re-drive": (w) => redriveTopUp(w.t, w.context()),
  "approve / reject": (w) => approveTopUp(w.t, w.context()),
  "approve / reject / reject": (w) => rejectTopUp(w.t, w.context()),
  "age limit": aged,
  "age limit / not yet": ticksAfter(0.5),
  "age limit / past the end": (w) => tick(w.pastEnd().t, w.context()),
  "age limit / refunded manually": (w) => recordManualRefund(w.t, { reference: "bank 7" }),
};
