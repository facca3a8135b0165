import type { IncomingMessage, ServerResponse } from "node:http";
import type { Admin } from "./admin.ts";
import { stripeScript } from "./browser-files.ts";
import { switchesInQuery } from "./browser-switches.ts";

/**
 * Serves Stripe.js, or fails to. The query of its address sets switches for this page; the
 * parameter `try` only distinguishes repeated requests of a page.
 */
export async function answerScript(
  admin: Admin,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  url.searchParams.delete("try");
  const query = url.search.slice(1);
  let script = admin.browser.script;
  try {
    script = switchesInQuery(query).script ?? script;
  } catch (fault) {
    response.writeHead(400, { "content-type": "text/plain" }).end(String(fault));
    return;
  }
  if (script === "blocked") {
    response.destroy();
    return;
  }
  if (script === "missing") {
    response.writeHead(404).end();
    return;
  }
  if (script === "hang") await admin.waiting.wait();
  const page = stripeScript(`http://${request.headers.host}`, query);
  response.writeHead(200, {
    "access-control-allow-origin": "*",
    "content-type": page.type,
    "cache-control": "no-store",
  });
  response.end(page.text);
}
