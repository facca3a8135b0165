import type { CastMember } from "../fixtures/cast.ts";

export interface Engine {
  /** The JSON-RPC endpoint. */
  readonly url: string;
  /** `user:password` for basic auth. */
  readonly auth?: string | undefined;
}

/**
 * Creates the accounts and buckets of the cast through the engine's own API, like an operator, so
 * that a simulator and a real engine are filled by the same calls. Running it again renews the ends
 * and does not touch what was bought.
 */
export async function createOcsAccounts(
  engine: Engine,
  now: number,
  cast: readonly CastMember[],
): Promise<void> {
  for (const member of cast) {
    if (member.ocsAccount === "missing") continue;
    const { tenant: Tenant, account: Account } = member.service;
    const Disabled = member.ocsAccount === "disabled";
    await call(engine, "APIerSv2.SetAccount", { Tenant, Account, ExtraOptions: { Disabled } });
    for (const bucket of member.buckets) {
      await call(engine, "APIerSv1.SetBalance", {
        Tenant,
        Account,
        BalanceType: bucket.balanceType,
        Value: bucket.value,
        Balance: {
          ID: bucket.id,
          ExpiryTime: bucket.endsInMs === null ? "*unlimited" : instant(now + bucket.endsInMs),
          Weight: bucket.weight,
        },
      });
    }
  }
}

/** Whole seconds: the only form that every engine reads as the same instant. */
const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

async function call(
  { url, auth }: Engine,
  method: string,
  argument: Readonly<Record<string, unknown>>,
): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(auth && { authorization: `Basic ${Buffer.from(auth).toString("base64")}` }),
    },
    body: JSON.stringify({ id: 1, method, params: [argument] }),
    signal: AbortSignal.timeout(5000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} at ${url}: HTTP ${response.status}`);
  const { error } = JSON.parse(text) as { error: string | null };
  if (error !== null) throw new Error(`${method} at ${url}: ${error}`);
}
