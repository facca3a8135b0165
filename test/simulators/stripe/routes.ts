import type { Account } from "./account.ts";
import type { Collection } from "./collection.ts";
import { confirmIntent, expectConfirmable } from "./confirmation.ts";
import { createToken, findToken, useToken } from "./confirmation-tokens.ts";
import { expanded } from "./expand.ts";
import { listPage } from "./lists.ts";
import type { Thing } from "./objects.ts";
import { cancelIntent, createIntent, findIntent, updateIntent } from "./payment-intents.ts";
import { createRefund, findRefund, updateRefund } from "./refunds.ts";
import { approveReview, findReview } from "./reviews.ts";
import { SETUP_ROUTES } from "./setup-routes.ts";
import { missing } from "./stripe-error.ts";
import { tenderOf } from "./tender.ts";
import type { Params } from "./validate.ts";
import type { World } from "./world.ts";

export interface Call {
  readonly world: World;
  readonly id: string;
  readonly params: Params;
  /** `payment_method_data` with card numbers, which only Stripe.js may send. */
  readonly methodData: Record<string, unknown> | null;
}
/** An object that is in no collection: what was deleted. */
type Plain = Readonly<Record<string, unknown>> & {
  readonly object: "webhook_endpoint";
};
export interface Route {
  readonly method: "GET" | "POST" | "DELETE";
  readonly template: string;
  /** A publishable key may call it with the client secret of the intent. */
  readonly publishable?: true;
  /**
   * Only Stripe.js calls it, in its own form, or it takes no parameters: the description of the
   * published API that lies here does not have it.
   */
  readonly unpublished?: true;
  readonly run: (
    call: Call,
  ) => Thing | Account | Plain | { readonly object: "list"; readonly data: unknown };
}

const INTENT = "/v1/payment_intents/{id}";

export const ROUTES: readonly Route[] = [
  {
    method: "POST",
    template: "/v1/payment_intents",
    run: ({ world, params, methodData }) => {
      const intent = createIntent(world, params);
      if (params.confirm !== true) return intent;
      return confirmIntent(world, intent.id, tenderOf(params, methodData));
    },
  },
  { method: "GET", template: "/v1/payment_intents", run: (call) => list(call, "intents") },
  {
    method: "GET",
    template: INTENT,
    publishable: true,
    run: ({ world, id }) => findIntent(world, id),
  },
  { method: "POST", template: INTENT, run: (c) => updateIntent(c.world, c.id, c.params) },
  {
    method: "POST",
    template: `${INTENT}/confirm`,
    publishable: true,
    run: ({ world, id, params, methodData }) => {
      findIntent(world, id);
      const token = params.confirmation_token;
      if (typeof token !== "string") return confirmIntent(world, id, tenderOf(params, methodData));
      // An intent that takes no confirmation leaves the token unused.
      expectConfirmable(world, id);
      const tender = useToken(world, token, id);
      // What stands in the request takes precedence over the token (docs.stripe.com/api/
      // payment_intents/confirm, `confirmation_token`).
      const { return_url: returnUrl } = params;
      const asked = typeof returnUrl === "string" ? { ...tender, returnUrl } : tender;
      return confirmIntent(world, id, asked);
    },
  },
  {
    method: "POST",
    template: "/v1/confirmation_tokens",
    publishable: true,
    unpublished: true,
    run: ({ world, params, methodData }) => createToken(world, tenderOf(params, methodData)),
  },
  {
    method: "GET",
    template: "/v1/confirmation_tokens/{id}",
    unpublished: true,
    run: ({ world, id }) => findToken(world, id),
  },
  {
    method: "POST",
    template: `${INTENT}/cancel`,
    run: (c) => cancelIntent(c.world, c.id, c.params),
  },
  { method: "POST", template: "/v1/refunds", run: (c) => createRefund(c.world, c.params) },
  { method: "GET", template: "/v1/refunds", run: (call) => list(call, "refunds") },
  { method: "GET", template: "/v1/refunds/{id}", run: (c) => findRefund(c.world, c.id) },
  {
    method: "POST",
    template: "/v1/refunds/{id}",
    run: (c) => updateRefund(c.world, c.id, c.params),
  },
  { method: "GET", template: "/v1/charges", run: (call) => list(call, "charges") },
  { method: "GET", template: "/v1/charges/{id}", run: (c) => one(c, "charges", "charge", "id") },
  { method: "GET", template: "/v1/events", run: (call) => list(call, "events") },
  { method: "GET", template: "/v1/events/{id}", run: (c) => one(c, "events", "event", "id") },
  { method: "GET", template: "/v1/account", unpublished: true, run: ({ world }) => world.account },
  {
    method: "GET",
    template: "/v1/webhook_endpoints",
    run: (call) => list(call, "endpoints"),
  },
  ...SETUP_ROUTES,
  { method: "GET", template: "/v1/disputes", run: (call) => list(call, "disputes") },
  {
    method: "GET",
    template: "/v1/disputes/{id}",
    run: (c) => one(c, "disputes", "dispute", "dispute"),
  },
  { method: "GET", template: "/v1/reviews", run: (call) => list(call, "reviews") },
  { method: "GET", template: "/v1/reviews/{id}", run: (c) => findReview(c.world, c.id) },
  {
    method: "POST",
    template: "/v1/reviews/{id}/approve",
    run: (c) => approveReview(c.world, c.id),
  },
  {
    method: "GET",
    template: "/v1/balance_transactions/{id}",
    run: (c) => one(c, "txns", "balance transaction", "id"),
  },
];

const INDEX = new Map(ROUTES.map((route) => [`${route.method} ${route.template}`, route]));

/** The route of a request and the id in its path; null if there is no such route. */
export function routeOf(method: string, path: string): { route: Route; id: string } | null {
  const [, version, collection, id = "", operation] = path.split("/");
  const tail = operation === undefined ? "" : `/${operation}`;
  const template = `/${version}/${collection}${id === "" ? "" : "/{id}"}${tail}`;
  const route = INDEX.get(`${method} ${template}`);
  return route ? { route, id: decodeURIComponent(id) } : null;
}

/** The answer's body, with `expand` done. */
export function execute(route: Route, call: Call): unknown {
  const made = route.run(call);
  const paths = Array.isArray(call.params.expand) ? (call.params.expand as string[]) : [];
  if (made.object !== "list") return expanded(call.world, made as Thing, paths);
  const inner = paths.map((path) => path.replace(/^data\./, ""));
  const things = (made as { data: readonly Thing[] }).data;
  return { ...made, data: things.map((thing) => expanded(call.world, thing, inner)) };
}

type CollectionName =
  | "intents"
  | "charges"
  | "refunds"
  | "disputes"
  | "reviews"
  | "events"
  | "txns"
  | "endpoints";

function one(call: Call, collection: CollectionName, kind: string, param: string): Thing {
  const thing = call.world[collection].get(call.id);
  if (!thing) throw missing(kind, call.id, param);
  return thing;
}

const ADDRESS: Readonly<Record<CollectionName, string>> = {
  intents: "/v1/payment_intents",
  charges: "/v1/charges",
  refunds: "/v1/refunds",
  disputes: "/v1/disputes",
  reviews: "/v1/reviews",
  events: "/v1/events",
  txns: "/v1/balance_transactions",
  endpoints: "/v1/webhook_endpoints",
};

function list({ world, params }: Call, name: CollectionName) {
  const collection = world[name] as Collection<Thing>;
  const parent = params.payment_intent ?? params.charge;
  const types = params.types ?? (params.type === undefined ? undefined : [params.type]);
  const items = typeof parent === "string" ? collection.under(parent) : collection.items;
  return listPage(params, {
    url: ADDRESS[name],
    items,
    matches: (thing) => !Array.isArray(types) || types.includes((thing as { type?: string }).type),
    place: (id) => {
      if (items === collection.items) return collection.place(id);
      const place = items.findIndex((item) => item.id === id);
      return place < 0 ? undefined : place;
    },
  });
}
