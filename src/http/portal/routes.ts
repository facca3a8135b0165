import { type Context, Hono } from "hono";
import { FIND_PATH } from "../../ui/portal/page/addresses.ts";
import { HANDOVER_PATH } from "../../ui/portal/sign-in-window/sign-in-window.tsx";
import type { HttpEnv } from "../base/http-env.ts";
import { query } from "../base/query.ts";
import type { PortalDeps } from "./deps.ts";
import { findPage } from "./identify.tsx";
import { handOver, handOverPicture, linkPicture } from "./qr.ts";
import { reminder } from "./reminder.ts";
import { formPosted, shopPage } from "./shop.tsx";
import { refundPosted, topUpPage } from "./top-up.tsx";

/**
 * The portal: one page per service with four steps, and one page per top-up. A service is found by
 * the requesting address (`/`), a link (`/l/…`) or a typed number (`/s/…`). `depsOf` makes the
 * dependencies for a request (bindings arrive with it).
 */
export function portalRoutes(depsOf: (c: Context<HttpEnv>) => PortalDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const path of ["/", "/l/:token", "/s/:typed"] as const) {
    app.get(path, (c) => shopPage(c, depsOf(c)));
    app.post(path, (c) => formPosted(c, depsOf(c)));
  }
  app.get(FIND_PATH, (c) => findPage(c, depsOf(c)));
  app.get("/l/:token/qr.svg", linkPicture);
  app.get(HANDOVER_PATH, query(handOver), handOverPicture);
  app.get("/t/:service/:topUp", (c) => topUpPage(c, depsOf(c)));
  app.get("/t/:service/:topUp/reminder.ics", (c) => reminder(c, depsOf(c)));
  app.post("/t/:service/:topUp/refund", (c) => refundPosted(c, depsOf(c)));
  return app;
}
