import { calendarDays } from "../../i18n/calendar.ts";
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
  const { result, frame } = lang.messages;
  const end = t.new_expiry === null ? null : Date.parse(t.new_expiry);
  const date = end === null ? "" : lang.plainDate(end, t.time_zone);
  const receiptPart = receipt(input);
  const whole = end === null ? 0 : calendarDays(input.now, end, t.time_zone);
  return {
    tone: "ok",
    spoken: `${result.extended} ${result.newExpiry} ${date}`,
    have: head(lang, {
      icon: "check",
      status: result.added,
      title: [
        `${result.extended} `,
        el(
          "span",
          { class: "big" },
          `${result.newExpiry} `,
          el("b", { class: "num", "data-testid": "result-expiry" }, date),
        ),
      ],
      line: { have: Math.max(0, whole - t.quantity), more: t.quantity, mark: "add" },
    }),
    act: [
      ...(receiptPart === null ? [] : [receiptPart]),
      facts(
        transactionRow(input),
        row(result.paid, frame.pair(priceOf(input), methodOf(input))),
        paidTime(input),
        row(result.service, t.service_label),
      ),
      ...reminderLink(input, end),
    ],
  };
}

/** What became of the receipt; null when there is no address that it went to. */
function receipt(input: ResultInput): Tree | null {
  const { result } = input.lang.messages;
  const { receipt: receiptState } = input.topUp;
  const email = emailOf(input);
  if (email === null) return null;
  if (receiptState === "sent") return facts(row(result.receiptSent, email, { row: "receipt" }));
  const words = {
    none: result.receiptLost(email),
    unsure: result.receiptUnsure(email),
    on_its_way: result.receiptOnWay,
  };
  return el("p", { class: "lead", "data-testid": "receipt" }, words[receiptState]);
}

/** A link to a calendar entry, until the days have ended. */
function reminderLink({ lang, topUp: t, now }: ResultInput, end: number | null): Tree[] {
  if (end === null || end <= now) return [];
  const link = { href: `${topUpPath(t.service_id, t.id)}/reminder.ics`, "data-testid": "remind" };
  const words = el("a", link, lang.messages.result.remind);
  return [el("p", { class: "next" }, icon("clock"), words)];
}

function paidTime({ lang, topUp: t }: ResultInput): Tree | null {
  if (t.paid_at === null) return null;
  const at = Date.parse(t.paid_at);
  return row(
    lang.messages.result.time,
    lang.messages.frame.pair(lang.plainDate(at, t.time_zone), lang.clock(at, t.time_zone)),
  );
}
