import { calendarDays } from "../../../i18n/calendar.ts";
import * as format from "../../../i18n/formats.ts";
import * as m from "../../../i18n/generated/messages.ts";
import { icon } from "../../kit/icon/icon.ts";
import { el, type Tree } from "../../kit/tree/tree.ts";
import { topUpPath } from "../page/addresses.ts";
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

/** Success. The date is the expiry that the object froze and the OCS confirmed (invariant 7). */
export function credited(input: ResultInput): ResultView {
  const { lang, topUp: t } = input;
  const end = t.new_expiry === null ? null : Date.parse(t.new_expiry);
  const date = end === null ? "" : format.plainDate(lang, end, t.time_zone);
  const receiptPart = receipt(input);
  const whole = end === null ? 0 : calendarDays(input.now, end, t.time_zone);
  return {
    tone: "ok",
    spoken: `${m.result_extended(lang)} ${m.result_newExpiry(lang)} ${date}`,
    have: head(lang, {
      icon: "check",
      status: m.result_added(lang),
      title: [
        `${m.result_extended(lang)} `,
        el(
          "span",
          { class: "big" },
          `${m.result_newExpiry(lang)} `,
          el("b", { class: "num", "data-testid": "result-expiry" }, date),
        ),
      ],
      line: { have: Math.max(0, whole - t.quantity), more: t.quantity, mark: "add" },
    }),
    act: [
      ...(receiptPart === null ? [] : [receiptPart]),
      facts(
        transactionRow(input),
        row(m.result_paid(lang), m.frame_pair(lang, priceOf(input), methodOf(input))),
        paidTime(input),
        row(m.result_service(lang), t.service_label),
      ),
      ...reminderLink(input, end),
    ],
  };
}

/** What became of the receipt; null when there is no address that it went to. */
function receipt(input: ResultInput): Tree | null {
  const { lang } = input;
  const { receipt: receiptState } = input.topUp;
  const email = emailOf(input);
  if (email === null) return null;
  if (receiptState === "sent") {
    return facts(row(m.result_receiptSent(lang), email, { row: "receipt" }));
  }
  const words = {
    none: m.result_receiptLost(lang, email),
    unsure: m.result_receiptUnsure(lang, email),
    on_its_way: m.result_receiptOnWay(lang),
  };
  return el("p", { class: "lead", "data-testid": "receipt" }, words[receiptState]);
}

/** A link to a calendar entry, until the days have ended. */
function reminderLink({ lang, topUp: t, now }: ResultInput, end: number | null): Tree[] {
  if (end === null || end <= now) return [];
  const link = { href: `${topUpPath(t.service_id, t.id)}/reminder.ics`, "data-testid": "remind" };
  const words = el("a", link, m.result_remind(lang));
  return [el("p", { class: "next" }, icon("clock"), words)];
}

function paidTime({ lang, topUp: t }: ResultInput): Tree | null {
  if (t.paid_at === null) return null;
  const at = Date.parse(t.paid_at);
  return row(
    m.result_time(lang),
    m.frame_pair(
      lang,
      format.plainDate(lang, at, t.time_zone),
      format.clock(lang, at, t.time_zone),
    ),
  );
}
