import type { TopUpJson } from "../../../../contract/api.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";

interface ReminderFacts {
  readonly topUp: Pick<TopUpJson, "id" | "service_label">;
  /** The expiry; Unix ms. */
  readonly endAt: number;
  readonly now: number;
  /** The whole address at which days can be added to this service. */
  readonly portal: string;
}

/** The end of a service as an iCalendar file (RFC 5545) that reminds one day before. */
export function reminderOf(lang: Lang, { topUp, endAt, now, portal }: ReminderFacts): string {
  const summary = escaped(m.reminder_summary(lang, topUp.service_label));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//edge-topup//portal//EN",
    "BEGIN:VEVENT",
    // The same in every download, so that a second import replaces the first entry.
    `UID:${topUp.id}@edge-topup`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(endAt)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escaped(m.reminder_add(lang, portal))}`,
    `URL:${portal}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${summary}`,
    "TRIGGER:-P1D",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** 20250117T125959Z */
const utc = (at: number): string =>
  new Date(at).toISOString().replace(/\.\d+/, "").replace(/[-:]/g, "");

/** RFC 5545, 3.3.11; without characters that turn the direction of what follows. */
const escaped = (text: string): string =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n");

const MOST_OCTETS = 75;

/** Folds a line after 75 octets (RFC 5545, 3.1), never inside a character. */
function folded(line: string): string {
  let text = "";
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > MOST_OCTETS) {
      text += "\r\n ";
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
