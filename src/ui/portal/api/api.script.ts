import type { Problem, ServiceView, TopUpCreated, TopUpJson } from "../../../contract/api.ts";
import type { TopUpConfirmed } from "../../../contract/confirm-top-up.ts";

/** The answer of our own API: a body, a refusal, or none ("silent"). */
export type Answer<T> =
  | { readonly kind: "ok"; readonly body: T }
  | { readonly kind: "refused"; readonly problem: Problem; readonly retryAfterMs: number | null }
  | { readonly kind: "silent" };

/** After this long without an answer a request counts as lost; ms. */
const TIMEOUT_MS = 20_000;

async function call<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
  try {
    const answer = await fetch(path, { ...init, signal: stop.signal });
    const body: unknown = await answer.json();
    if (answer.ok) return { kind: "ok", body: body as T };
    if (!isProblem(body)) return { kind: "silent" };
    const after = Number(answer.headers.get("retry-after") ?? Number.NaN);
    const retryAfterMs = Number.isFinite(after) ? after * 1000 : null;
    return { kind: "refused", problem: body, retryAfterMs };
  } catch {
    // No network, no answer in time, or an answer that is no JSON of ours: all are "no answer".
    return { kind: "silent" };
  } finally {
    clearTimeout(timer);
  }
}

/** A proxy between the browser and us may answer too; its pages are no refusals of ours. */
const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" && body !== null && "code" in body && "detail" in body;

const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** Requests a top-up under an idempotency key. */
export const requestTopUp = (key: string, body: unknown) =>
  call<TopUpCreated>("/api/top-ups", post(body, { "idempotency-key": key }));

/** How the page's service was found; none of the three: by the customer's IP address. */
export interface FoundBy {
  readonly link: string | null;
  /** The token of a weak identification. */
  readonly service_token?: string;
  /** "svc_…/top_…": the top-up of this session by whose page the service was found. */
  readonly top_up?: string;
}
/** The service, with its balance; the server waits for the OCS within its time budget. */
export function getService(by: FoundBy): Promise<Answer<ServiceView>> {
  const { link, service_token, top_up } = by;
  const way = service_token ? { service_token } : top_up ? { top_up } : link ? { link } : {};
  const query = `${new URLSearchParams(way)}`;
  return call(query ? `/api/service?${query}` : "/api/service", {});
}

/** What of a top-up names its address. */
type TopUpAddress = Pick<TopUpJson, "service_id" | "id">;
const apiPath = (t: TopUpAddress) => `/api/top-ups/${t.service_id}/${t.id}`;
export const getTopUp = (t: TopUpAddress) => call<TopUpJson>(apiPath(t), {});
export const postTopUp = (t: TopUpAddress, operation: "sync" | "cancel" | "refund") =>
  call<TopUpJson>(`${apiPath(t)}/${operation}`, post({}));

/** Tries to pay with what the customer entered; the same token again is the same try. */
export const confirmTopUp = (t: TopUpAddress, confirmationToken: string) =>
  call<TopUpConfirmed>(`${apiPath(t)}/confirm`, post({ confirmation_token: confirmationToken }));

/** Address of the WebSocket that pushes the states of a top-up. */
export function socketAddress(t: TopUpAddress): string {
  const url = new URL(`${apiPath(t)}/socket`, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
