import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { FIND_PATH } from "../../ui/portal/page/addresses.ts";
import { HANDOVER_PATH } from "../../ui/portal/sign-in-window/sign-in-window.tsx";
import type { HttpEnv } from "../base/http-env.ts";
import { query } from "../base/query.ts";
import { identifyPageRoute } from "./identify.tsx";
import { handoverQrRoute, handoverQuery, linkQrRoute } from "./qr.ts";
import { reminderRoute } from "./reminder.ts";
import { servicePageRoute, submitFormRoute } from "./service.tsx";
import { requestRefundRoute, topUpPageRoute } from "./top-up.tsx";

/**
 * The portal: one page per service with four steps, and one page per top-up. A service is found by
 * the requesting address (`/`), a link (`/l/…`) or a typed number (`/s/…`). Its forms are accepted
 * from its own pages only; the API asks for JSON, which no form of another site can send.
 */
export function portalRoutes(): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  for (const path of ["/", "/l/:token", "/s/:typed"] as const) {
    routes.get(path, servicePageRoute);
    routes.post(path, csrf(), submitFormRoute);
  }
  routes.get(FIND_PATH, identifyPageRoute);
  routes.get("/l/:token/qr.svg", linkQrRoute);
  routes.get(HANDOVER_PATH, query(handoverQuery), handoverQrRoute);
  const topUp = "/t/:service_id/:top_up_id";
  routes.get(topUp, topUpPageRoute);
  routes.get(`${topUp}/reminder.ics`, reminderRoute);
  routes.post(`${topUp}/refund`, csrf(), requestRefundRoute);
  return routes;
}
