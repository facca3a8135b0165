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
import { cancelTopUpRoute, requestRefundRoute, topUpPageRoute } from "./top-up.tsx";

const TOP_UP = "/t/:service_id/:top_up_id";

/**
 * The portal: one page per service with four steps, and one page per top-up. A service is found by
 * the requesting address (`/`), a link (`/l/…`), a typed number (`/s/…`) or an earlier top-up
 * (`/t/…/add`). Its forms are accepted from its own pages only; the API asks for JSON, which no
 * form of another site can send.
 */
export function portalRoutes(): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  for (const path of ["/", "/l/:token", "/s/:typed", `${TOP_UP}/add`] as const) {
    routes.get(path, servicePageRoute);
    routes.post(path, csrf(), submitFormRoute);
  }
  routes.get(FIND_PATH, identifyPageRoute);
  routes.get("/l/:token/qr.svg", linkQrRoute);
  routes.get(HANDOVER_PATH, query(handoverQuery), handoverQrRoute);
  routes.get(TOP_UP, topUpPageRoute);
  routes.get(`${TOP_UP}/reminder.ics`, reminderRoute);
  routes.post(`${TOP_UP}/refund`, csrf(), requestRefundRoute);
  routes.post(`${TOP_UP}/cancel`, csrf(), cancelTopUpRoute);
  return routes;
}
