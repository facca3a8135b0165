import type { Context } from "hono";
import type { JSX } from "hono/jsx/jsx-runtime";
import { ERRORS, type ErrorCode } from "../../domain/errors.ts";
import type { Brand } from "../../views/layout.tsx";
import { supportHref } from "../../views/page-data.ts";
import { RefusalPage } from "../../views/unknown-page.tsx";
import type { HttpEnv } from "../http-env.ts";
import type { PortalDeps } from "./deps.ts";

export const brandOf = ({ settings }: PortalDeps): Brand => ({
  name: settings.name,
  supportHref: supportHref(settings.supportContact),
  livemode: settings.livemode,
});

type Status = 200 | (typeof ERRORS)[ErrorCode]["status"];

/** Sends a page. It holds a service token or a top-up's address: never cached by anybody. */
export async function send(c: Context<HttpEnv>, page: JSX.Element, status: Status = 200) {
  c.header("cache-control", "no-store");
  return c.html(`<!doctype html>${await page.toString()}`, status);
}

/** A refusal as a page: the customer's sentence of the error table, with its status. */
export function sendRefusal(c: Context<HttpEnv>, deps: PortalDeps, code: ErrorCode, here: string) {
  const { title, customer, status } = ERRORS[code];
  return send(
    c,
    <RefusalPage brand={brandOf(deps)} title={title} words={customer} here={here} />,
    status,
  );
}
