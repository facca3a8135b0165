import { describe, expect, test } from "vitest";
import { reminderOf } from "../../src/ui/portal/result/reminder/reminder.ts";
import { portal } from "./portal.ts";
import { AR, EN, NOW, topUpJson } from "./samples.ts";

const endAt = Date.parse("2025-01-17T12:59:59Z");
const facts = { topUp: topUpJson("credited"), endAt, now: NOW, portal: "https://kestrel.example/" };
const linesOf = (text: string) => text.split("\r\n").slice(0, -1);

describe("the calendar entry", () => {
  test("is an event at the expiry with a reminder one day before", () => {
    const lines = linesOf(reminderOf(EN, facts));
    expect(lines).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//edge-topup//portal//EN",
      "BEGIN:VEVENT",
      "UID:top_1@edge-topup",
      "DTSTAMP:20250108T030200Z",
      "DTSTART:20250117T125959Z",
      "SUMMARY:Mobile data: your days end",
      "DESCRIPTION:Add days before that: https://kestrel.example/",
      "URL:https://kestrel.example/",
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "DESCRIPTION:Mobile data: your days end",
      "TRIGGER:-P1D",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
    ]);
  });

  test("escapes the label", () => {
    const label = "A;B,C\\D\r\nATTENDEE:x";
    const topUp = { ...facts.topUp, service_label: label };
    const text = reminderOf(EN, { ...facts, topUp });
    expect(text).toContain("SUMMARY:A\\;B\\,C\\\\D\\nATTENDEE:x: your days end\r\n");
    expect(text).not.toContain("\r\nATTENDEE");
  });

  test.each([EN, AR])("folds lines after 75 octets, never inside a character: $tag", (lang) => {
    const label = "نقطة اتصال 张伟 🛰".repeat(12);
    const text = reminderOf(lang, { ...facts, topUp: { ...facts.topUp, service_label: label } });
    for (const line of linesOf(text)) {
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    }
    expect(text.replaceAll("\r\n ", "")).toContain(label);
  });
});

describe("GET /t/:service_id/:top_up_id/reminder.ics", () => {
  const path = "/t/svc_1/top_1/reminder.ics";
  test("is there for a credited top-up, in the reader's language", async () => {
    const app = portal({ topUp: topUpJson("credited") });
    const answer = await app.request(path, { headers: { "accept-language": "ar" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(await answer.text()).toContain("DTSTART:20250117T125959Z");
  });

  test.each(["paid", "refunded", "awaiting_payment"] as const)("not for one %s", async (state) => {
    const app = portal({ topUp: topUpJson(state) });
    expect((await app.request(path)).status).toBe(404);
  });

  test("not for an unknown one", async () => {
    expect((await portal().request(path)).status).toBe(404);
  });
});
