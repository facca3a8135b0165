/** The real HTTP app over a `TestBackend`, called in the same process. */
import type { Hono } from "hono";
import { settingsOf } from "../../src/config/settings-of.ts";
import { createApp } from "../../src/http/app.ts";
import type { HttpEnv } from "../../src/http/base/http-env.ts";
import { SESSION } from "../app/journeys.ts";
import { IP, TestBackend } from "../app/test-backend.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { LOCAL_RINGS } from "../fixtures/payers.ts";

export const ORIGIN = "https://topup.example.com";

export const VARS = {
  ENVIRONMENT: "development",
  SELF_CARE_NAME: "edge-topup",
  SUPPORT_CONTACT: "support@example.com",
  BRAND: "default",
  PUBLIC_URL: ORIGIN,
  STRIPE_API_URL: "http://127.0.0.1:12111",
  STRIPE_JS_URL: "http://127.0.0.1:12111/endive/stripe.js",
  STRIPE_PUBLISHABLE_KEY: "pk_test_1",
  STRIPE_SECRET_KEY: "sk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_of_tests_only",
  STATEMENT_SUFFIX: "TOPUP",
  CGRATES_URL: "http://127.0.0.1:2080/jsonrpc",
  TOPUP_PRICE_PER_DAY: "10",
  CURRENCY_CODE: "USD",
  APPROVAL_ABOVE: "10000",
  LOCATION_HINT: "weur",
  MAIL_URL: "http://127.0.0.1:12112",
  MAIL_FROM: "edge-topup <receipts@example.com>",
  SIGNING_KEY: "a signing key of tests",
  ...LOCAL_RINGS,
  LIMITER: "on",
};

export interface CallOptions {
  readonly method?: string;
  /** An object is sent as JSON, a string as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The app with its backend; a test changes the backend, the configuration and the rate limit. */
export class TestApp {
  readonly backend = new TestBackend();
  readonly hono: Hono<HttpEnv>;
  /** The keys of all calls to the rate limits. */
  readonly limited: string[] = [];
  limitReached = false;
  /** Only the limits with these keys are reached. */
  exhausted: RegExp | null = null;
  env: Record<string, unknown>;
  readonly sockets: unknown[] = [];

  constructor() {
    const limiter = {
      limit: async ({ key }: { key: string }) => {
        this.limited.push(key);
        return { success: !(this.limitReached || this.exhausted?.test(key)) };
      },
    };
    const [ANONYMOUS_LIMIT, ADDRESS_LIMIT] = [limiter, limiter];
    this.env = { ...VARS, ANONYMOUS_LIMIT, ADDRESS_LIMIT, READ_LIMIT: limiter, KEY_LIMIT: limiter };
    this.hono = createApp({
      portsOf: () => this.backend.ports,
      settingsOf,
      asRequest: (_requestId, work) => work(),
      openSocket: async (_env, ref) => {
        this.sockets.push(ref);
        // The Response of Node refuses the status 101.
        return new Response("upgraded");
      },
      log: this.backend.ports.log,
    });
  }

  /** The signed cookie of a session. */
  async cookieOf(sessionId: string = SESSION): Promise<string> {
    const value = await this.backend.ports.signer.sign("session", { sessionId });
    return `__Host-et_session=${value}`;
  }

  /** One request from `IP` with the session `SESSION`. */
  async call(path: string, { method, body, headers }: CallOptions = {}): Promise<Response> {
    const json = body !== undefined && typeof body !== "string";
    const request = new Request(new URL(path, ORIGIN), {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        "CF-Connecting-IP": IP,
        Cookie: await this.cookieOf(),
        ...(json && { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as string) }),
    });
    return this.hono.request(request, undefined, this.env);
  }

  post(path: string, body: unknown = {}, headers: CallOptions["headers"] = {}): Promise<Response> {
    return this.call(path, { method: "POST", body, headers });
  }

  /** One request with an operator's token, Olga's by default; a post when there is a body. */
  operate(path: string, body?: unknown, token: string = OPERATORS.olga.token): Promise<Response> {
    const headers = { Authorization: `Bearer ${token}` };
    return this.call(path, { headers, ...(body === undefined ? {} : { body }) });
  }
}

/** The problem that an answer holds; throws when it is none. */
export async function problemOf(answer: Response) {
  if (answer.headers.get("Content-Type") !== "application/problem+json") {
    throw new Error(`no problem, but ${answer.status} ${await answer.text()}`);
  }
  return (await answer.json()) as {
    code: string;
    status: number;
    request_id: string;
    errors?: { field: string }[];
    [more: string]: unknown;
  };
}
