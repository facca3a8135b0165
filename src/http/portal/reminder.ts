import type { Context } from "hono";
import { addMorePath } from "../../ui/portal/page/addresses.ts";
import { reminderOf } from "../../ui/portal/result/reminder/reminder.ts";
import type { HttpEnv } from "../base/http-env.ts";
import { langFor } from "../base/language.ts";
import { topUpRef } from "../base/top-up-ref.ts";
import { sendRefusal } from "./page.tsx";
import { type ShownTopUp, topUpOf } from "./top-up.tsx";

/** GET /t/:service_id/:top_up_id/reminder.ics: the end of credited days, for a calendar. */
export async function reminderRoute(c: Context<HttpEnv>) {
  const ref = topUpRef(c);
  return sendReminder(c, ref && (await topUpOf(c, ref)));
}

/** Sends the reminder of this top-up; null: there is none. `not_found` until it is credited. */
export async function sendReminder(c: Context<HttpEnv>, shown: ShownTopUp | null) {
  const topUp = shown?.topUp;
  if (!shown || topUp?.state !== "credited" || topUp.new_expiry === null) {
    return sendRefusal(c, "not_found", "/");
  }
  const text = reminderOf(langFor(c), {
    topUp,
    endAt: Date.parse(topUp.new_expiry),
    now: c.get("ports").clock.now(),
    portal: new URL(addMorePath(topUp.service_id, topUp.id), shown.brand.publicUrl).href,
  });
  return c.body(text, 200, {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="reminder.ics"',
    "Cache-Control": "no-store",
  });
}
