import type { TopUpJson } from "../../../../contract/api.ts";
import type { Translator } from "../../../i18n/translator.ts";

interface Facts {
  readonly topUp: Pick<TopUpJson, "id" | "service_label">;
  /** When the days end; Unix ms. */
  readonly endAt: number;
  readonly now: number;
  /** Web address where days can be added. */
  readonly portal: string;
}

/** The end of a service as an iCalendar file (RFC 5545) that reminds one day before. */
export function reminderOf(
  lang: Translator<"reminder">,
  { topUp, endAt, now, portal }: Facts,
): string {
  const { reminder } = lang.messages;
  const summary = escaped(reminder.summary(topUp.service_label));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//edge-topup//portal//EN",
    "BEGIN:VEVENT",
    // The same for every download, so that a second one changes the first.
    `UID:${topUp.id}@edge-topup`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(endAt)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${escaped(reminder.add(portal))}`,
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

/** RFC 5545, 3.3.11. */
const escaped = (text: string): string =>
  text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

const MOST_OCTETS = 75;

/** No line longer than 75 octets without its end (3.1), and no letter torn apart. */
function folded(line: string): string {
  let text = "";
  let octets = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (octets + size > MOST_OCTETS) {
      text += "\r\n ";
      octets = 1;
    }
    text += letter;
    octets += size;
  }
  return text;
}
