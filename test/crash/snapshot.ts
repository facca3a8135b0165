import { topUpView } from "../../src/contract/api.ts";
import type { TopUpState } from "../../src/domain/top-up/states.ts";
import type { QuickWorld } from "../dev/quick-world.ts";
import type { CgratesSimulator } from "../simulators/cgrates/server.ts";
import type { IntentState } from "../simulators/stripe/admin.ts";
import type { StripeSimulator } from "../simulators/stripe/server.ts";

export interface Bucket {
  readonly id: string;
  readonly enabled: boolean;
  /** Unix ms. */
  readonly endAt: number;
}
/** A top-up in D1. Amounts in minor units. */
export interface TopUpRow {
  readonly id: string;
  readonly serviceId: string;
  readonly name: TopUpState;
  readonly quantity: number;
  readonly received: number;
  readonly returned: number;
}
/** What Stripe and the OCS know; the oracles take it for the truth. */
export interface External {
  readonly paid: readonly IntentState[];
  /** By account. */
  readonly buckets: ReadonlyMap<string, readonly Bucket[]>;
}
/** What our objects and D1 know; it must agree. */
export interface Internal {
  readonly rows: readonly TopUpRow[];
  readonly invoiceNumbers: readonly number[];
  /** Journal entries whose postings do not add up to zero per currency. */
  readonly unbalanced: readonly string[];
  /** States by top-up id, as the objects answer. */
  readonly names: ReadonlyMap<string, TopUpState>;
}

interface ShownBucket {
  readonly ID: string;
  readonly Disabled: boolean;
  readonly ExpirationDate: string;
}
interface ShownAccount {
  readonly BalanceMap: Readonly<Record<string, readonly ShownBucket[] | null>> | null;
}

export function readExternal(stripe: StripeSimulator, ocs: CgratesSimulator): External {
  const buckets = new Map<string, Bucket[]>();
  for (const [key, shown] of Object.entries(ocs.admin.state().accounts)) {
    const map = (shown as ShownAccount).BalanceMap ?? {};
    const list = Object.values(map).flatMap((type) => type ?? []);
    buckets.set(
      key.split(":")[1] ?? "",
      list.map(({ ID, Disabled, ExpirationDate }) => {
        return { id: ID, enabled: !Disabled, endAt: Date.parse(ExpirationDate) };
      }),
    );
  }
  const paid = stripe.admin.state().intents.filter((i) => i.status === "succeeded");
  return { paid, buckets };
}

export async function readInternal(world: QuickWorld, external: External): Promise<Internal> {
  const db = await world.worker.ledger();
  const all = async <Row>(sql: string) => (await db.prepare(sql).all<Row>()).results;
  const rows = await all<TopUpRow>(`SELECT id, service_id AS serviceId, state AS name, quantity,
    received_minor AS received, returned_minor AS returned FROM top_up`);
  const numbers = await all<{ number: number }>("SELECT number FROM invoice ORDER BY number");
  const unbalanced = await all<{ entry: string }>(`SELECT entry_id AS entry FROM posting
    GROUP BY entry_id, currency HAVING sum(amount_minor) <> 0`);
  const names = new Map<string, TopUpState>();
  for (const { metadata } of external.paid) {
    const { service_id, top_up_id = "" } = metadata;
    const response = await fetch(`${world.url}/api/top-ups/${service_id}/${top_up_id}`);
    if (response.ok) names.set(top_up_id, topUpView.parse(await response.json()).state);
    else await response.arrayBuffer();
  }
  return {
    rows,
    invoiceNumbers: numbers.map((row) => row.number),
    unbalanced: unbalanced.map((row) => row.entry),
    names,
  };
}
