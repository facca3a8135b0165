import type { Problem, QuoteView, ServiceView, TopUpCreated } from "../../src/contract/api.ts";
import type { TopUpConfirmed } from "../../src/contract/confirm-top-up.ts";

export interface Shop {
  readonly url: string;
  readonly stripeUrl: string;
  readonly publishableKey: string;
  /** Replaces `fetch` if `url` is not on the network. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** A refusal by the shop: repeating the request would not help. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`refused: ${code}`);
    this.code = code;
  }
}

/** How long a customer repeats a request without an answer. */
const TIME_BUDGET_MS = 60_000;
const PAUSE_MS = 40;

/**
 * A customer without a browser: has a cookie, an IP address and one idempotency key per top-up, and
 * repeats a request that got no answer.
 */
export class Customer {
  readonly #shop: Shop;
  readonly #address: string;
  #cookie: string | null = null;
  /** Requests repeated because of no answer or a status of 500 and more. */
  repeats = 0;

  constructor(shop: Shop, address: string) {
    this.#shop = shop;
    this.#address = address;
  }

  getService(): Promise<ServiceView> {
    return this.#request("GET", "/api/service");
  }

  /** Quote and Pay, up to the client secret; `seen`: the service was identified before. */
  async buy(quantity: number, key: string, seen?: ServiceView): Promise<TopUpCreated> {
    const view = seen ?? (await this.getService());
    const chosen = choiceOf(view, quantity);
    const { quote, price } = await this.quote(view, quantity);
    const customer = { first_name: "Anna", last_name: "Ng", email: `${key}@example.com` };
    // Many customers buy for the same service, so each allows a repeated top-up.
    const body = { ...chosen, quote, price, customer, allow_repeat: true };
    return await this.#request("POST", "/api/top-ups", body, { "Idempotency-Key": key });
  }

  quote(view: ServiceView, quantity: number): Promise<QuoteView> {
    return this.#request("POST", "/api/quotes", choiceOf(view, quantity));
  }

  /** Like Stripe.js and the portal's page: a token of a card, and the same token until answered. */
  async confirm({ payment_intent_id, top_up }: TopUpCreated): Promise<void> {
    if (payment_intent_id === null) throw new Refused("nothing to pay");
    const response = await fetch(`${this.#shop.stripeUrl}/v1/confirmation_tokens`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.#shop.publishableKey}` },
      body: new URLSearchParams({ payment_method: "pm_card_visa" }),
    });
    const { id } = (await response.json()) as { id: string };
    const path = `/api/top-ups/${top_up.service_id}/${top_up.id}/confirm`;
    const body = { confirmation_token: id };
    const answer = await this.#request<TopUpConfirmed>("POST", path, body);
    if (answer.payment !== "sent") throw new Refused(answer.error?.code ?? "not paid");
  }

  /** Cancels before paying. */
  async cancel({ top_up }: TopUpCreated): Promise<void> {
    await this.#request("POST", `/api/top-ups/${top_up.service_id}/${top_up.id}/cancel`, {});
  }

  /** Syncs the payment, as the portal does if no push comes. */
  async sync({ top_up }: TopUpCreated): Promise<void> {
    await this.#request("POST", `/api/top-ups/${top_up.service_id}/${top_up.id}/sync`, {});
  }

  async #request<Answer>(
    method: "GET" | "POST",
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const until = Date.now() + TIME_BUDGET_MS;
    for (;;) {
      try {
        return await this.#requestOnce<Answer>(method, path, body, headers);
      } catch (fault) {
        if (fault instanceof Refused || Date.now() > until) throw fault;
        this.repeats += 1;
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  async #requestOnce<Answer>(
    method: "GET" | "POST",
    path: string,
    body: object | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const reach = this.#shop.fetch ?? fetch;
    const response = await reach(this.#shop.url + path, {
      method,
      headers: {
        "CF-Connecting-IP": this.#address,
        ...(body && { "content-type": "application/json" }),
        ...(this.#cookie !== null && { cookie: this.#cookie }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const set = response.headers.getSetCookie()[0];
    if (set !== undefined) this.#cookie = set.split(";")[0] ?? null;
    if (response.ok) return (await response.json()) as Answer;
    const text = await response.text();
    if (response.status >= 500) throw new Error(`HTTP ${response.status} ${text.slice(0, 200)}`);
    throw new Refused((JSON.parse(text) as Problem).code);
  }
}

function choiceOf({ offers, service_token, blocked }: ServiceView, quantity: number) {
  const [offer] = offers;
  if (!offer) throw new Refused(blocked ?? "no offer");
  return { service_token, offer_id: offer.id, quantity };
}
