import { browseTopUps } from "../../app/operator/browse-top-ups.ts";
import { type BrowsedJson, type browseQuery, MAX_PAGE } from "../../contract/operator-lists.ts";
import { operatorOf } from "../base/actors.ts";
import { problem } from "../base/problem.ts";
import type { Queried } from "../base/query.ts";
import { listedJson } from "./listed-json.ts";

/** GET /operator/top-ups: top-ups of all services, newest first, by what support filters for. */
export async function browseTopUpsRoute(c: Queried<typeof browseQuery>): Promise<Response> {
  const query = c.req.valid("query");
  const { state = null, service: serviceId = null, brand = null } = query;
  const { price_minor: minor, currency, since, until, before = null } = query;
  const instant = (text: string | undefined) => (text === undefined ? null : Date.parse(text));
  const filter = {
    states: state,
    serviceId,
    brand,
    price: minor !== undefined && currency !== undefined ? { minor, currency } : null,
    since: instant(since),
    until: instant(until),
    declined: query.declined === "true",
  };
  const page = { before, limit: query.limit ?? MAX_PAGE };
  const found = await browseTopUps(c.get("ports"), operatorOf(c), { filter, page });
  if (!found.ok) return problem(c, found.error);
  const answer: BrowsedJson = {
    top_ups: found.value.topUps.map(listedJson),
    next: found.value.next,
  };
  return c.json(answer);
}
