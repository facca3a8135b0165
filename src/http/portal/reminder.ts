import type { Context } from "hono";
import { reminderOf } from "../../ui/portal/result/reminder/reminder.ts";
import type { HttpEnv } from "../base/http-env.ts";
import type { PortalDeps } from "./deps.ts";
import { langFor } from "./language.ts";
import { sendRefusal } from "./page.tsx";
import { namedTopUp } from "./top-up.tsx";

/** GET /t/:service/:topUp/reminder.ics: the end of the days for a calendar, once they are in. */
export async function reminder(c: Context<HttpEnv>, deps: PortalDeps) {
  const topUp = await deps.topUp(namedTopUp(c));
  if (topUp?.state !== "credited" || topUp.new_expiry === null) {
    return sendRefusal(c, deps, "not_found", "/");
  }
  const text = reminderOf(langFor(c), {
    topUp,
    endAt: Date.parse(topUp.new_expiry),
    now: deps.now(),
    portal: deps.settings.publicUrl,
  });
  return c.body(text, 200, {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="reminder.ics"',
    "Cache-Control": "no-store",
  });
}
