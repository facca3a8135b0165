import { type Context, Hono } from "hono";
import type { HttpEnv } from "../http-env.ts";
import type { PortalDeps } from "./deps.ts";
import { linkPicture } from "./qr.ts";
import { billingPosted, shopPage } from "./shop.tsx";
import { refundPosted, topUpPage } from "./top-up.tsx";

/**
 * The portal: one page per service with four steps, and one page per top-up. `depsOf` makes the
 * dependencies for a request (bindings arrive with it).
 */
export function portalRoutes(depsOf: (c: Context<HttpEnv>) => PortalDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const path of ["/", "/l/:token"] as const) {
    app.get(path, (c) => shopPage(c, depsOf(c)));
    app.post(path, (c) => billingPosted(c, depsOf(c)));
  }
  app.get("/l/:token/qr.svg", linkPicture);
  app.get("/t/:service/:topUp", (c) => topUpPage(c, depsOf(c)));
  app.post("/t/:service/:topUp/refund", (c) => refundPosted(c, depsOf(c)));
  return app;
}
