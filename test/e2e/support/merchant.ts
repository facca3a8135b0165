import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { contentSecurityPolicy, pageSources } from "../../../src/http/base/page-policy.ts";
import { type StripeSimulator, startStripeSimulator } from "../../simulators/stripe/server.ts";

/** What the merchant's page does with Stripe.js; see merchant-page.js. */
export interface Shop {
  readonly currency?: string;
  readonly amount?: number;
  readonly key?: string;
  /** Options of `stripe.elements`, of each Element, and of `resolve` in the click event. */
  readonly group?: object;
  readonly payment?: object;
  readonly express?: object;
  readonly click?: object;
  /** The page never answers a click on a wallet. */
  readonly slow?: boolean;
  /** The query of the script's address: switches of the simulator. */
  readonly switches?: string;
  /** The price that the server charges; by default the page's. */
  readonly charges?: number;
  readonly soldOut?: boolean;
  readonly trustedTypes?: boolean;
}
export interface Merchant {
  readonly stripe: StripeSimulator;
  /** Sets what the page does from now on; returns its address. */
  sells(shop: Shop): string;
  close(): Promise<void>;
}

const script = readFileSync(new URL("merchant-page.js", import.meta.url), "utf8");

/** Starts a merchant's page under our own policy, and the simulator on another origin. */
export async function startMerchant(): Promise<Merchant> {
  const stripe = await startStripeSimulator();
  let shop: Shop = {};
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://merchant");
    if (pathname === "/page.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    } else if (pathname === "/intents") {
      void newIntent(stripe, shop).then((made) => {
        response.writeHead(made === null ? 409 : 200).end(JSON.stringify(made));
      });
    } else {
      const url = `http://${request.headers.host}`;
      response.writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policyOf(stripe.url, url, shop),
      });
      response.end(page(stripe.url, shop));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    stripe,
    sells: (wanted) => {
      shop = wanted;
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await stripe.close();
    },
  };
}

function policyOf(stripeUrl: string, url: string, { trustedTypes }: Shop): string {
  const settings = {
    STRIPE_JS_URL: `${stripeUrl}/endive/stripe.js`,
    STRIPE_API_URL: stripeUrl,
    ENVIRONMENT: "development",
    TURNSTILE_SITE_KEY: "",
    TURNSTILE_URL: "https://challenges.cloudflare.com",
  } as const;
  const policy = contentSecurityPolicy(pageSources(settings, url));
  if (!trustedTypes) return policy;
  return `${policy}; require-trusted-types-for 'script'; trusted-types stripe`;
}

function page(stripeUrl: string, { switches = "", ...shop }: Shop): string {
  const stripeJs = `${stripeUrl}/endive/stripe.js?${switches}`;
  const data = { key: "pk_test_simulator", amount: 7000, currency: "usd", ...shop, stripeJs };
  const attribute = JSON.stringify(data).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Merchant</title>
<body data-shop="${attribute}">
<main>
<h1>Pay</h1>
<div id="wallets"></div>
<form id="shop"><div id="form"></div><button>Pay now</button></form>
<button type="button" id="more">Twice as much</button>
<p id="state"></p>
<ul id="log"></ul>
</main>
<script type="module" src="/page.js"></script>
</body>
</html>`;
}

async function newIntent(stripe: StripeSimulator, shop: Shop): Promise<object | null> {
  if (shop.soldOut) return null;
  const { amount = 7000, currency = "usd" } = shop;
  const answer = await fetch(`${stripe.url}/v1/payment_intents`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_simulator" },
    body: new URLSearchParams({ amount: String(shop.charges ?? amount), currency }),
  });
  const intent = (await answer.json()) as { client_secret: string };
  return { clientSecret: intent.client_secret };
}
