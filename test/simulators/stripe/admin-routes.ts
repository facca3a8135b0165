import type { Admin, BalanceOrder, EndpointOrder } from "./admin.ts";
import { switchesIn } from "./browser-switches.ts";
import type { DisputeOrder } from "./disputes.ts";
import type { FaultKind, FaultOrder } from "./faults.ts";
import type { DisputeStatus, RefundStatus } from "./objects.ts";
import { StripeRefusal } from "./stripe-error.ts";
import type { WebhookSettings } from "./webhooks.ts";

type Body = Record<string, unknown>;
type AdminRoute = (admin: Admin, body: Body, id: string) => unknown;

/** Routes are POST by default; bodies and answers are JSON. */
const ADMIN_ROUTES: Readonly<Record<string, AdminRoute>> = {
  "GET state": (admin) => admin.state(),
  "GET faults": (admin) => admin.faults.state,
  "GET webhooks": (admin) => ({
    settings: admin.webhooks.settings,
    deliveries: admin.webhooks.deliveries.slice(-200),
  }),
  "GET browser": (admin) => ({ ...admin.browser, waiting: admin.waiting.length }),
  "GET timing": (admin) => admin.timing,
  "POST reset": (admin) => done(admin.reset()),
  "POST endpoints": (admin, body) => admin.addEndpoint(endpointOf(body)),
  "POST endpoints/:id": (admin, _, id) => done(admin.disableEndpoint(id)),
  "POST clock": (admin, body) => done(admin.advanceClock(Number(body.advanceMs))),
  "POST faults": (admin, body) => done(admin.faults.add(faultOf(body))),
  "POST faults/release": (admin) => done(admin.faults.release()),
  "DELETE faults": (admin) => done(admin.faults.clear()),
  "POST webhooks": (admin, body) =>
    Object.assign(admin.webhooks.settings, body as Partial<WebhookSettings>),
  "POST webhooks/flush": (admin, body) =>
    done(admin.webhooks.flush((body.order as "made" | undefined) ?? "made")),
  "POST webhooks/replay": (admin, body) => admin.replay(String(body.eventId)),
  "POST browser": (admin, body) => Object.assign(admin.browser, switchesIn(body)),
  "POST browser/release": (admin) => done(admin.waiting.release()),
  "POST timing": (admin, body) => Object.assign(admin.timing, { laterMs: laterOf(body) }),
  "POST intents/:id/pay": (admin, body, id) => admin.pay(id, body.card as string | undefined),
  "POST intents/:id/3ds": (admin, body, id) =>
    admin.threeDs(id, body.result === "fail" ? "fail" : "success"),
  "POST intents/:id/complete": (admin, body, id) =>
    admin.completePayment(id, body.outcome === "failed" ? "failed" : "succeeded"),
  "POST intents/:id/refund": (admin, body, id) =>
    admin.refundExternally(id, body.amount as number | undefined),
  "POST intents/:id/dispute": (admin, body, id) =>
    admin.dispute(id, { kind: "chargeback", ...(body as Partial<DisputeOrder>) }),
  "POST intents/:id/review": (admin, _, id) => admin.review(id),
  "POST reviews/:id": (admin, _, id) => admin.approveReview(id),
  "POST balance": (admin, body) => done(admin.setBalance(balanceOf(body))),
  "POST refunds/:id": (admin, body, id) =>
    admin.turnRefund(id, body.status as RefundStatus, body.failureReason as string | undefined),
  "POST disputes/:id": (admin, body, id) => admin.turnDispute(id, body.status as DisputeStatus),
};

function faultOf(body: Body): FaultOrder {
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  const number = (value: unknown) => (typeof value === "number" ? value : undefined);
  return {
    kind: String(body.kind) as FaultKind,
    times: number(body.times),
    method: text(body.method),
    path: text(body.path),
    delayMs: number(body.delayMs),
  };
}

function balanceOf({ currency, minor, overdraft }: Body): BalanceOrder {
  if (typeof minor !== "number" || (overdraft !== null && typeof overdraft !== "number")) {
    throw new Error("minor is a number of minor units, overdraft one or null: no limit");
  }
  return { currency: String(currency ?? "usd"), minor, overdraft };
}

function endpointOf({ url, metadata, status }: Body): EndpointOrder {
  return {
    url: String(url),
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([k, v]) => [k, String(v)])),
    status: status === "disabled" ? "disabled" : "enabled",
  };
}

function laterOf({ laterMs }: Body): number | null {
  if (laterMs === null || (typeof laterMs === "number" && laterMs >= 0)) return laterMs;
  throw new Error("laterMs is a number of milliseconds, or null: by hand only");
}

function done(_: unknown): { ok: true } {
  return { ok: true };
}

/** Answers a request under /_admin. */
export function answerAdmin(
  admin: Admin,
  request: { method: string; path: string; body: string },
): { status: number; body: string } {
  const parts = request.path.split("/").slice(2);
  const id = /^(pi|re|pyr|du|we|prv)_/.test(parts[1] ?? "") ? (parts[1] ?? "") : "";
  const name = parts.map((part, i) => (i === 1 && id !== "" ? ":id" : part)).join("/");
  const route = ADMIN_ROUTES[`${request.method} ${name}`];
  if (!route) {
    return {
      status: 404,
      body: JSON.stringify({ error: "no such route", routes: Object.keys(ADMIN_ROUTES) }),
    };
  }
  try {
    const body = request.body === "" ? {} : (JSON.parse(request.body) as Body);
    return { status: 200, body: JSON.stringify(route(admin, body, id)) };
  } catch (thrown) {
    if (thrown instanceof StripeRefusal) return { status: thrown.status, body: thrown.body };
    const error = thrown instanceof Error ? thrown.message : String(thrown);
    return { status: 400, body: JSON.stringify({ error }) };
  }
}
