import { ok, type Result } from "../../domain/base/result.ts";
import { hasBrand } from "../../domain/operator/brands.ts";
import type { Operator } from "../base/actor.ts";
import { allow } from "../base/allow.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { readTypedIdentity } from "../identification/typed-identity.ts";
import type { Ports } from "../ports/ports.ts";
import type { ListedTopUp, TopUpFilter, TopUpPage } from "../ports/read-models.ts";

export interface ListedTopUps {
  /** Newest first. */
  readonly topUps: readonly ListedTopUp[];
  readonly hasMore: boolean;
}

type ListTopUpsNeeds = Pick<Ports, "readModels" | "brands" | "numberingPlans" | "log">;

/**
 * Top-ups of the actor's brands that money was paid for, or that a bank has in hand, as D1 has
 * them: it may lag a moment behind the objects. A telephone number is read as customers type it.
 * Refuses with `forbidden`, or with `invalid_request` for a text that is no telephone number.
 */
export async function listTopUps(
  needs: ListTopUpsNeeds,
  actor: Operator,
  { filter, page }: { readonly filter: TopUpFilter; readonly page: TopUpPage },
): Promise<Result<ListedTopUps, Refusal<"forbidden" | "invalid_request">>> {
  const allowed = allow(actor, "top_ups:read");
  if (!allowed.ok) return allowed;
  const filters =
    filter.by === "msisdn" ? await numbersIn(needs, actor, filter.value) : ok([filter]);
  if (!filters.ok) return filters;
  const one = { ...page, limit: page.limit + 1 };
  const lists = await Promise.all(
    filters.value.map((each) => needs.readModels.topUps(actor.brands, each, one)),
  );
  // Ids begin with the time of the request; no service has two telephone numbers.
  const found = lists.flat().toSorted((a, b) => (a.topUpId < b.topUpId ? 1 : -1));
  const topUps = found.slice(0, page.limit);
  needs.log.info("top_ups_listed", { actor: actor.keyId, count: topUps.length });
  return ok({ topUps, hasMore: found.length > page.limit });
}

/** The telephone numbers that a text can be, by the numbering plans of the actor's brands. */
async function numbersIn(
  { brands, numberingPlans }: ListTopUpsNeeds,
  actor: Operator,
  text: string,
): Promise<Result<TopUpFilter[], Refusal<"invalid_request">>> {
  const own = (await brands.all()).filter(({ id }) => hasBrand(actor.brands, id));
  const plans = numberingPlans.of([...new Set(own.flatMap(({ countries }) => countries))]);
  const typed = readTypedIdentity(text, plans);
  const wrong = (message: string) =>
    refusal("invalid_request", { errors: [{ field: "msisdn", message }] });
  if (!typed.ok) return wrong(typed.error);
  if (!("msisdns" in typed.value)) return wrong("has to be a telephone number");
  return ok(typed.value.msisdns.map((value) => ({ by: "msisdn" as const, value })));
}
