import type { Thing } from "./objects.ts";
import { badRequest } from "./stripe-error.ts";
import type { World } from "./world.ts";

type Bag = Record<string, unknown>;

/** The fields that can be expanded into their objects, per kind of object. */
const EXPANDABLE: Readonly<Record<string, readonly string[]>> = {
  payment_intent: ["latest_charge", "review"],
  review: ["charge", "payment_intent"],
  charge: ["balance_transaction", "payment_intent", "refunds", "failure_balance_transaction"],
  refund: ["charge", "payment_intent", "balance_transaction", "failure_balance_transaction"],
  dispute: ["charge", "payment_intent"],
  balance_transaction: ["source"],
};

/** A copy of the object with the ids at `paths` replaced by objects, at most four levels deep. */
export function expanded(world: World, thing: Thing, paths: readonly string[]): Bag {
  const copy = { ...thing } as Bag;
  for (const path of paths) expandPath(world, copy, path, path.split("."));
  return copy;
}

function expandPath(world: World, at: Bag, path: string, parts: readonly string[]): void {
  if (parts.length > 4) throw badRequest(`You cannot expand more than 4 levels (${path}).`);
  const [field = "", ...rest] = parts;
  const kind = String(at.object);
  if (!EXPANDABLE[kind]?.includes(field)) {
    throw badRequest(`This property cannot be expanded (${path}).`, { param: "expand[0]" });
  }
  const value = at[field];
  if (kind === "charge" && field === "refunds") at.refunds = refundsOf(world, String(at.id));
  else if (typeof value === "string") at[field] = { ...find(world, value) };
  const next = at[field];
  if (rest.length > 0 && next && typeof next === "object") {
    expandPath(world, next as Bag, path, rest);
  }
}

function refundsOf(world: World, chargeId: string): Bag {
  const data = [...world.refunds.under(chargeId)].reverse();
  const url = `/v1/charges/${chargeId}/refunds`;
  return { object: "list", url, has_more: data.length > 10, data: data.slice(0, 10) };
}

function find(world: World, id: string): Thing {
  const { intents, charges, refunds, disputes, reviews, txns } = world;
  for (const collection of [charges, txns, intents, refunds, disputes, reviews]) {
    const thing = collection.get(id);
    if (thing) return thing;
  }
  throw new Error(`nothing has the id ${id}`);
}
