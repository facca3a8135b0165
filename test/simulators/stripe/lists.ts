import type { Thing } from "./objects.ts";
import { badRequest, missing } from "./stripe-error.ts";
import type { Params } from "./validate.ts";

export interface Page<T> {
  readonly object: "list";
  readonly url: string;
  readonly has_more: boolean;
  readonly data: readonly T[];
}

interface Wanted<T> {
  readonly url: string;
  /** Oldest first. */
  readonly items: readonly T[];
  readonly matches: (item: T) => boolean;
  /** The index of an id in `items`. */
  readonly place: (id: string) => number | undefined;
}

/** One page, newest first, by Stripe's cursor rules. */
export function listPage<T extends Thing>(params: Params, wanted: Wanted<T>): Page<T> {
  const limit = typeof params.limit === "number" ? params.limit : 10;
  if (limit < 1 || limit > 100) {
    throw badRequest("Limit must be between 1 and 100.", {
      code: "parameter_invalid_integer",
      param: "limit",
    });
  }
  const withinPeriod = timeFilter(params.created);
  const matches = (item: T) => withinPeriod(item.created) && wanted.matches(item);
  const { items } = wanted;
  const placeOf = (id: string) => {
    const place = wanted.place(id);
    if (place === undefined) throw missing("object", id, "starting_after");
    return place;
  };
  const before = params.ending_before;
  const found: T[] = [];
  if (typeof before === "string") {
    for (let i = placeOf(before) + 1; i < items.length && found.length <= limit; i++) {
      collect(items[i], matches, found);
    }
  } else {
    const after = params.starting_after;
    const oldest = oldestWanted(params.created);
    const from = typeof after === "string" ? placeOf(after) : items.length;
    for (let i = from - 1; i >= 0 && found.length <= limit; i--) {
      const item = items[i];
      if (item && item.created < oldest) break;
      collect(item, matches, found);
    }
  }
  const data = found.slice(0, limit);
  if (typeof before === "string") data.reverse();
  return { object: "list", url: wanted.url, has_more: found.length > limit, data };
}

function collect<T>(item: T | undefined, matches: (item: T) => boolean, into: T[]): void {
  if (item !== undefined && matches(item)) into.push(item);
}

function range(created: unknown): Record<string, number> {
  return created && typeof created === "object" ? (created as Record<string, number>) : {};
}

function oldestWanted(created: unknown): number {
  if (typeof created === "number") return created;
  const { gt, gte } = range(created);
  return Math.max(gte ?? 0, gt === undefined ? 0 : gt + 1);
}

function timeFilter(created: unknown): (at: number) => boolean {
  if (typeof created === "number") return (at) => at === created;
  const { lt = Number.POSITIVE_INFINITY, lte = Number.POSITIVE_INFINITY } = range(created);
  const oldest = oldestWanted(created);
  return (at) => at >= oldest && at < lt && at <= lte;
}
