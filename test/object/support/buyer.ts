/** A customer with a name, without a browser: buys, pays, disputes, takes the payment back. */
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { createSigner } from "../../../src/adapters/signer/signer.ts";
import {
  type QuoteView,
  serviceView,
  type TopUpCreated,
  type TopUpJson,
  topUpCreated,
  topUpView,
} from "../../../src/contract/api.ts";
import type { CastMember } from "../../fixtures/cast.ts";
import { signatureHeader } from "../../simulators/stripe/webhooks.ts";
import { until } from "./until.ts";
import { fetchWorker, intentOf, loseMessages, objectOf, stripe } from "./world.ts";

/** As test/vitest.workers.config.ts has it. */
export const SIGNING_KEY = "signing-key-of-the-workers-tests";

interface Person {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}
interface StripeEvent {
  readonly id: string;
  readonly type: string;
}

export class Buyer {
  readonly #member: CastMember;
  readonly #ip: string;
  readonly #person: Person;
  readonly #sessionId: string;

  constructor(member: CastMember, ip: string, person: Person) {
    this.#member = member;
    this.#ip = ip;
    this.#person = person;
    this.#sessionId = `ses_${member.service.id.slice(4)}`;
  }

  async buy(key: string): Promise<TopUpCreated> {
    const view = serviceView.parse(await this.#ask("/api/service"));
    const { service_token, offers } = view;
    if (!offers[0]) throw new Error(`nothing to buy: ${JSON.stringify(view)}`);
    const chosen = { service_token, offer_id: offers[0].id, quantity: 7 };
    const { quote, price } = (await this.#ask("/api/quotes", chosen)) as QuoteView;
    const body = { ...chosen, quote, price, customer: this.#person, allow_repeat: true };
    return topUpCreated.parse(await this.#ask("/api/top-ups", body, { "Idempotency-Key": key }));
  }

  async pay(created: TopUpCreated): Promise<void> {
    const token = await tokenOf(this.#person);
    await this.#ask(`${pathOf(created)}/confirm`, { confirmation_token: token });
  }

  /** Pays while no message arrives, asks for the refund instead, and lets the object go on. */
  async payAndTakeBack(created: TopUpCreated): Promise<void> {
    const lost = loseMessages();
    await this.pay(created);
    await this.#ask(`${pathOf(created)}/refund`, {});
    lost.mockRestore();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    await objectOf(this.#member).wake();
    vi.useRealTimers();
  }

  /** Opens a dispute at Stripe, and brings all events of the payment. */
  async dispute(created: TopUpCreated): Promise<void> {
    const intentId = intentOf(created);
    await fetch(`${env.STRIPE_API_URL}/_admin/intents/${intentId}/dispute`, {
      method: "POST",
      body: JSON.stringify({}),
    });
    const events = await until(async () => {
      const { data } = await stripe<{ data: StripeEvent[] }>("GET", "/v1/events?limit=100");
      const mine = data.filter((event) => JSON.stringify(event).includes(intentId));
      return mine.some(({ type }) => type.startsWith("charge.dispute")) && mine;
    });
    for (const event of events) {
      const body = JSON.stringify(event);
      const at = Math.floor(Date.now() / 1000);
      await fetchWorker("/webhooks/stripe", {
        method: "POST",
        body,
        headers: { "stripe-signature": signatureHeader(body, env.STRIPE_WEBHOOK_SECRET, at) },
      });
    }
  }

  async read(created: TopUpCreated): Promise<TopUpJson> {
    return topUpView.parse(await this.#ask(pathOf(created)));
  }
  async page({ top_up }: TopUpCreated): Promise<string> {
    const answer = await fetchWorker(`/t/${top_up.service_id}/${top_up.id}`, {
      headers: await this.#headers(),
    });
    return answer.text();
  }

  async #ask(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<unknown> {
    const answer = await fetchWorker(path, {
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
      headers: { ...(await this.#headers()), "Content-Type": "application/json", ...headers },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  async #headers(): Promise<Record<string, string>> {
    const signer = createSigner(SIGNING_KEY);
    const cookie = await signer.sign("session", { sessionId: this.#sessionId });
    return { "CF-Connecting-IP": this.#ip, Cookie: `et_session=${cookie}` };
  }
}

/** As Stripe.js does in the payer's browser: card and name go to Stripe, and nowhere else. */
async function tokenOf(person: Person): Promise<string> {
  const { id } = await postAsBrowser("/v1/confirmation_tokens", cardOf(person));
  return id;
}
/** The same on the page of a caller, which has the client secret. */
export async function confirmAs(person: Person, clientSecret: string): Promise<void> {
  const intentId = clientSecret.split("_secret_")[0] ?? "";
  const form = { client_secret: clientSecret, ...cardOf(person) };
  await postAsBrowser(`/v1/payment_intents/${intentId}/confirm`, form);
}

const cardOf = (person: Person) => ({
  "payment_method_data[type]": "card",
  "payment_method_data[card][number]": "4242424242424242",
  "payment_method_data[card][cvc]": "123",
  "payment_method_data[billing_details][name]": `${person.first_name} ${person.last_name}`,
  "payment_method_data[billing_details][email]": person.email,
  return_url: "http://portal.test/done",
});

async function postAsBrowser(path: string, form: Record<string, string>): Promise<{ id: string }> {
  const answer = await fetch(`${env.STRIPE_API_URL}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${env.STRIPE_PUBLISHABLE_KEY}` },
    body: new URLSearchParams(form),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}

const pathOf = ({ top_up }: TopUpCreated): string =>
  `/api/top-ups/${top_up.service_id}/${top_up.id}`;
