/** The branches of CGRateS that the cases know. */
export type EngineVersion = "master" | "v0.10";

export interface Target {
  /** Address of the JSON-RPC endpoint. */
  readonly url: string;
  /** The whole `Authorization` header. */
  readonly authorization?: string;
  readonly timeoutMs: number;
  /** How long a case waits to see that an engine does not answer. */
  readonly silenceMs: number;
  /** Waits until the engine's clock has moved on by so much; a simulator moves its clock. */
  readonly wait: (ms: number) => Promise<void>;
}

export interface HttpAnswer {
  /** Null: no answer within the time. */
  readonly status: number | null;
  readonly body: string;
}
export interface RpcAnswer {
  readonly id: unknown;
  readonly result: unknown;
  readonly error: string | null;
}
/** One bucket as `APIerSv2.GetAccount` shows it. */
export interface SeenBucket {
  readonly Uuid: string;
  readonly ID: string;
  readonly Value: number;
  readonly ExpirationDate: string;
  readonly Weight: number;
  readonly Disabled: boolean;
}
export type Json = Readonly<Record<string, unknown>>;

export const TENANT = "cgrates.org";

/** One engine under test. Calls it, names the accounts and actions of this run, removes them. */
export class Lab {
  readonly target: Target;
  readonly version: EngineVersion;
  /** Part of every name of this run, so that runs do not share accounts or actions. */
  readonly run: string;
  readonly #accounts = new Set<string>();
  readonly #actions = new Set<string>();

  constructor(target: Target, version: EngineVersion, run: string) {
    this.target = target;
    this.version = version;
    this.run = run;
  }

  /** The name of an account of this run; `cleanUp` removes the account. */
  name(label: string): string {
    const account = `conformance-${this.run}-${label}`;
    this.#accounts.add(account);
    return account;
  }

  /** The id of an action of this run; `cleanUp` removes the action. */
  actionName(label: string): string {
    const id = `CONFORMANCE_${this.run}_${label}`;
    this.#actions.add(id);
    return id;
  }

  /** A fresh, empty account. */
  async account(label: string): Promise<string> {
    const account = this.name(label);
    await this.call("APIerSv2.SetAccount", { Tenant: TENANT, Account: account });
    return account;
  }

  post(body: string, options: { path?: string; timeoutMs?: number } = {}): Promise<HttpAnswer> {
    return post(this.target, body, options);
  }

  /** One call with one argument. Throws where there is no JSON-RPC answer. */
  async call(method: string, argument: Json): Promise<RpcAnswer> {
    return parseRpc(await this.post(JSON.stringify({ id: 1, method, params: [argument] })));
  }

  /** A write to one account. Returns "OK" or the error. */
  async write(method: string, account: string, fields: Json): Promise<string> {
    const argument = { Tenant: TENANT, Account: account, ...fields };
    const { result, error } = await this.call(`APIerSv1.${method}`, argument);
    return error ?? String(result);
  }

  setBalance(account: string, type: string, balance: Json, value?: number): Promise<string> {
    const top = value === undefined ? {} : { Value: value };
    return this.write("SetBalance", account, { BalanceType: type, ...top, Balance: balance });
  }

  /** The account as `APIerSv2.GetAccount` shows it. Throws on an error of the engine. */
  async read(account: string): Promise<Json> {
    const answer = await this.call("APIerSv2.GetAccount", { Tenant: TENANT, Account: account });
    if (answer.error !== null) throw new Error(`GetAccount: ${answer.error}`);
    return answer.result as Json;
  }

  /** The buckets of a type; null, an empty list and a missing key all mean none. */
  async buckets(account: string, type = "*data"): Promise<readonly SeenBucket[]> {
    const map = (await this.read(account)).BalanceMap as Json | null;
    return (map?.[type] ?? []) as readonly SeenBucket[];
  }

  /** The one bucket of a type. Throws if there are none or several. */
  async only(account: string, type = "*data"): Promise<SeenBucket> {
    const found = await this.buckets(account, type);
    const [bucket] = found;
    if (bucket === undefined || found.length > 1) {
      throw new Error(`${found.length} buckets where one was expected`);
    }
    return bucket;
  }

  /** Removes every account and action of this run. */
  async cleanUp(): Promise<void> {
    for (const account of this.#accounts) {
      await this.call("APIerSv1.RemoveAccount", { Tenant: TENANT, Account: account });
    }
    if (this.#actions.size === 0) return;
    await this.call("APIerSv1.RemoveActions", { ActionIDs: [...this.#actions] });
  }
}

/** The version string of `CoreSv1.Status`. Throws where there is no such answer. */
export async function readVersion(target: Target): Promise<string> {
  const body = JSON.stringify({ id: 1, method: "CoreSv1.Status", params: [{}] });
  const answer = await post(target, body, {});
  if (answer.status !== 200) {
    throw new Error(`no engine at ${target.url}: ${answer.status ?? answer.body}`);
  }
  const { result, error } = parseRpc(answer);
  const fields = (result ?? {}) as Json;
  const version = fields.version ?? fields.Version;
  if (typeof version !== "string") throw new Error(`no version: ${error ?? answer.body}`);
  return version;
}

export function parseRpc(answer: HttpAnswer): RpcAnswer {
  try {
    return JSON.parse(answer.body) as RpcAnswer;
  } catch {
    throw new Error(`no JSON-RPC answer: HTTP ${answer.status} ${answer.body.slice(0, 100)}`);
  }
}

async function post(
  target: Target,
  body: string,
  options: { path?: string; timeoutMs?: number },
): Promise<HttpAnswer> {
  const authorization = target.authorization;
  try {
    const response = await fetch(new URL(options.path ?? "", target.url), {
      method: "POST",
      body,
      headers: authorization === undefined ? {} : { authorization },
      signal: AbortSignal.timeout(options.timeoutMs ?? target.timeoutMs),
    });
    return { status: response.status, body: await response.text() };
  } catch (fault) {
    return { status: null, body: String(fault) };
  }
}
