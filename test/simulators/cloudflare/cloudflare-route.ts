import type { CloudflareAccount, TokenPermission } from "./account.ts";

/** One request to the API, below `/client/v4`. */
export interface ApiCall {
  readonly account: CloudflareAccount;
  /** What the template's `{…}` matched. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  /** The fields of a multipart upload; null: the body is JSON. */
  readonly form: FormData | null;
  /** The body as it came. */
  readonly raw: Buffer;
  readonly origin: string;
}

export interface ApiRoute {
  readonly method: string;
  /** `/accounts/{}/queues/{}` */
  readonly template: string;
  readonly needs: TokenPermission;
  /** The `result` of the answer, or a whole answer. Throws `ApiRefusal`. */
  readonly run: (call: ApiCall) => unknown;
}

/** A refusal in the form of Cloudflare's API. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const noSuch = (what: string, code = 7404): ApiRefusal =>
  new ApiRefusal(404, code, `${what} not found`);

export const ACCOUNT = "/accounts/{}";
