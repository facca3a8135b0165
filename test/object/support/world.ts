/**
 * The real Worker in workerd, with its objects, queues and D1; Stripe, OCS and mail are simulated.
 */
import { env, exports } from "cloudflare:workers";
import { vi } from "vitest";
import {
  type PushFrame,
  pushFrame,
  type TopUpCreated,
  type TopUpJson,
} from "../../../src/contract/api.ts";
import type { ServiceId } from "../../../src/domain/base/ids.ts";
import type { TopUpState } from "../../../src/domain/top-up/states.ts";
import { Customer } from "../../crash/customer.ts";
import { createOcsAccounts } from "../../dev/ocs-accounts.ts";
import { poolMember } from "../../e2e/support/pool.ts";
import { type CastMember, castStatements } from "../../fixtures/cast.ts";
import { signatureHeader } from "../../simulators/stripe/webhooks.ts";

let taken = 0;

/** A new service in register and OCS for one test, so that two tests never share an object. */
export async function freshMember(): Promise<CastMember> {
  const { service, ...rest } = poolMember(taken++);
  const member = { ...rest, service: { ...service, id: ownId(service.ordinal) } };
  const now = Date.now();
  await env.DB.batch(
    castStatements(now, [member]).map(({ sql, params }) => env.DB.prepare(sql).bind(...params)),
  );
  await createOcsAccounts({ url: env.CGRATES_URL }, now, [member]);
  return member;
}

/**
 * All files share one Stripe, and a sweep finds the payments of each: under an id of its own, no
 * service gets those of another file.
 */
const FILE = String(Math.floor(Math.random() * 1e15)).padStart(15, "0");
const ownId = (ordinal: number): ServiceId => `svc_${FILE}${String(ordinal).padStart(11, "0")}`;

export const objectOf = ({ service }: CastMember) =>
  env.SERVICE.get(env.SERVICE.idFromName(service.id));

/** A customer at this service's address. */
export function customerOf(member: CastMember): Customer {
  const shop = {
    url: "http://portal.test",
    stripeUrl: env.STRIPE_API_URL,
    publishableKey: env.STRIPE_PUBLISHABLE_KEY,
    fetch: (url: string, init: RequestInit) => exports.default.fetch(new Request(url, init)),
  };
  return new Customer(shop, member.networks[0] ?? "");
}

/** A request to the Worker. */
export const fetchWorker = (path: string, init?: RequestInit): Promise<Response> =>
  exports.default.fetch(new Request(`http://portal.test${path}`, init));

/** From now on every message is lost, as when workerd is killed; the spy has what was sent. */
export function loseMessages() {
  const proto = Object.getPrototypeOf(env.PROVISION) as Queue;
  return vi.spyOn(proto, "send").mockImplementation(() => Promise.resolve({} as QueueSendResponse));
}

export const intentOf = ({ payment_intent_id: id }: TopUpCreated) => id ?? "";

/** Delivers Stripe's webhook of this payment, `times` times. */
export async function deliverWebhooks(created: TopUpCreated, times = 1): Promise<void> {
  const { data } = await stripe<{ data: StripeEvent[] }>("GET", "/v1/events?limit=100");
  const intentId = intentOf(created);
  const mine = data.filter(
    ({ type, data: about }) => type === "payment_intent.succeeded" && about.object.id === intentId,
  );
  for (const event of mine.flatMap((e) => Array.from({ length: times }, () => e))) {
    const body = JSON.stringify(event);
    const at = Math.floor(Date.now() / 1000);
    const answer = await fetchWorker("/webhooks/stripe", {
      method: "POST",
      body,
      headers: { "stripe-signature": signatureHeader(body, env.STRIPE_WEBHOOK_SECRET, at) },
    });
    if (!answer.ok) throw new Error(`webhook: ${answer.status} ${await answer.text()}`);
  }
}
interface StripeEvent {
  readonly type: string;
  readonly data: { readonly object: { readonly id: string } };
}

export async function stripe<Answer>(
  method: "GET" | "POST",
  path: string,
  form?: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(env.STRIPE_API_URL + path, {
    method,
    headers: { authorization: `Bearer ${env.STRIPE_SECRET_KEY}` },
    ...(form && { body: new URLSearchParams(form) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** A browser's socket on a top-up. */
export class Watcher {
  readonly seen: TopUpJson[] = [];
  readonly socket: WebSocket;
  #wake: () => void = () => {};

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const frame: PushFrame = pushFrame.parse(JSON.parse(String(data)));
      this.seen.push(frame.top_up);
      this.#wake();
    });
    socket.accept();
  }

  static async on(topUp: { service_id: string; id: string }): Promise<Watcher> {
    const response = await fetchWorker(`/api/top-ups/${topUp.service_id}/${topUp.id}/socket`, {
      headers: { Upgrade: "websocket" },
    });
    if (!response.webSocket) throw new Error(`no socket: ${response.status}`);
    return new Watcher(response.webSocket);
  }

  /** Resolves with the first frame that fits, one that came before included. */
  async until(fits: (topUp: TopUpJson) => boolean): Promise<TopUpJson> {
    for (;;) {
      const found = this.seen.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
  untilState(state: TopUpState): Promise<TopUpJson> {
    return this.until((topUp) => topUp.state === state);
  }
}

/** Every write to D1 fails until it is repaired. */
export function failD1(): () => void {
  const gone = () => Promise.reject(new Error("D1_ERROR: Network connection lost."));
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  const statement = Object.getPrototypeOf(env.DB.prepare("SELECT 1")) as D1PreparedStatement;
  const spies = [
    vi.spyOn(database, "batch").mockImplementation(gone),
    vi.spyOn(statement, "run").mockImplementation(gone),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}
