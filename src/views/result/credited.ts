import type { TopUpJson } from "../../contract/api.ts";
import { calendarDays, clock, plainDate } from "../format.ts";
import { el, type Tree } from "../tree.ts";
import { RESULT } from "../words.ts";
import {
  emailOf,
  facts,
  head,
  methodOf,
  priceOf,
  type ResultInput,
  type ResultView,
  row,
  transactionRow,
} from "./parts.ts";

/** Success. Its date is the end that the object froze and the OCS confirmed, nothing else. */
export function credited(input: ResultInput): ResultView {
  const t = input.topUp;
  const end = t.new_expiry === null ? null : Date.parse(t.new_expiry);
  const date = end === null ? "" : plainDate(end, t.time_zone);
  const whole = end === null ? 0 : calendarDays(input.now, end, t.time_zone);
  return {
    tone: "ok",
    spoken: `${RESULT.extended} ${RESULT.newExpiry} ${date}`,
    have: head({
      icon: "check",
      status: RESULT.added,
      title: [
        `${RESULT.extended} `,
        el(
          "span",
          { class: "big" },
          `${RESULT.newExpiry} `,
          el("b", { class: "num", "data-testid": "result-expiry" }, date),
        ),
      ],
      line: { have: Math.max(0, whole - t.quantity), more: t.quantity, mark: "add" },
    }),
    act: [
      receipt(input),
      facts(
        transactionRow(t),
        row(RESULT.paid, `${priceOf(t)}, ${methodOf(t)}`),
        paidTime(t),
        row(RESULT.service, t.service_label),
      ),
    ],
  };
}

function receipt(input: ResultInput): Tree {
  return input.topUp.receipt === "sent"
    ? facts(row(RESULT.receiptSent, emailOf(input), { row: "receipt" }))
    : el("p", { class: "lead", "data-testid": "receipt" }, RESULT.receiptOnWay);
}

function paidTime(t: TopUpJson): Tree | null {
  if (t.paid_at === null) return null;
  const at = Date.parse(t.paid_at);
  return row(RESULT.time, `${plainDate(at, t.time_zone)}, ${clock(at, t.time_zone)}`);
}
