/**
 * The `Balance` object of a request: a map with case-sensitive keys, whose unknown keys are ignored
 * without an error. Only fields that are present are written; a tombstone relies on that.
 */
import { type GoTime, parseDuration, parseTime } from "./go-time.ts";
import type { Balance, StringMap, Version } from "./model.ts";
import { RpcError } from "./rpc-error.ts";

export interface BalanceFilter {
  id?: string;
  uuid?: string;
  value?: number;
  expiry?: GoTime;
  weight?: number;
  destinationIds?: StringMap;
  ratingSubject?: string;
  categories?: StringMap;
  sharedGroups?: StringMap;
  timingIds?: StringMap;
  disabled?: boolean;
  blocker?: boolean;
  factors?: unknown;
}
type Raw = Readonly<Record<string, unknown>>;

/** Throws `RpcError` for the first field that cannot be parsed, in the engine's order. */
export function parseFilter(raw: Raw, nowMs: number, version: Version): BalanceFilter {
  const filter: BalanceFilter = {};
  if ("ID" in raw) filter.id = asString(raw.ID);
  if ("UUID" in raw) filter.uuid = asString(raw.UUID);
  if ("Value" in raw) filter.value = Math.abs(asFloat(raw.Value));
  if ("ExpiryTime" in raw) filter.expiry = asTime(raw.ExpiryTime, nowMs);
  if ("Weight" in raw) filter.weight = parseFloatGo(asString(raw.Weight));
  if ("DestinationIDs" in raw) filter.destinationIds = asMap(raw.DestinationIDs);
  if ("RatingSubject" in raw) filter.ratingSubject = asString(raw.RatingSubject);
  if ("Categories" in raw) filter.categories = asMap(raw.Categories);
  if ("SharedGroups" in raw) filter.sharedGroups = asMap(raw.SharedGroups);
  if ("TimingIDs" in raw) filter.timingIds = asMap(raw.TimingIDs);
  if ("Disabled" in raw) filter.disabled = asBool(raw.Disabled);
  if ("Blocker" in raw) filter.blocker = asBool(raw.Blocker);
  if ("Factors" in raw && version === "master") filter.factors = raw.Factors;
  return filter;
}

/** Writes the fields of the filter, except `uuid`. */
export function writeFields(filter: BalanceFilter, to: Balance): void {
  const { uuid: _chosenByTheEngine, ...carried } = filter;
  Object.assign(to, carried);
}

/** Matches like the engine: by UUID, else by ID, else by every attribute of the filter. */
export function matches(b: Balance, filter: BalanceFilter): boolean {
  if (filter.uuid !== undefined && filter.uuid !== "") return b.uuid === filter.uuid;
  if (filter.id !== undefined && filter.id !== "") return b.id === filter.id;
  return (
    (filter.expiry === undefined || b.expiry.ns === filter.expiry.ns) &&
    same(filter.weight, b.weight) &&
    same(filter.blocker, b.blocker) &&
    same(filter.disabled, b.disabled) &&
    same(filter.ratingSubject, b.ratingSubject) &&
    includes(b.destinationIds, filter.destinationIds) &&
    includes(b.categories, filter.categories) &&
    includes(b.sharedGroups, filter.sharedGroups) &&
    includes(b.timingIds, filter.timingIds)
  );
}

function same<T>(wanted: T | undefined, there: T): boolean {
  return wanted === undefined || wanted === there;
}

function includes(there: StringMap | null, wanted: StringMap | undefined): boolean {
  return Object.keys(wanted ?? {}).every((key) => there !== null && key in there);
}

function asString(value: unknown): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function asFloat(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value !== "string") {
    throw new RpcError(`cannot convert field: ${goValue(value)} to float64`);
  }
  return /[smh]$/.test(value) ? parseDuration(value) : parseFloatGo(value);
}

function parseFloatGo(text: string): number {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    throw new RpcError(`strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  return Number(text);
}

function asBool(value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value > 0;
  if (typeof value !== "string") {
    throw new RpcError(`cannot convert field: ${goValue(value)} to bool`);
  }
  if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
  throw new RpcError(`strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
}

function asTime(value: unknown, nowMs: number): GoTime {
  if (typeof value === "string") return parseTime(value, nowMs);
  throw new RpcError(`cannot convert field: ${goValue(value)} to time.Time`);
}

/** `A;B` → both; `!A` → A negated. */
function asMap(value: unknown): StringMap {
  const map: Record<string, boolean> = {};
  for (const part of asString(value).split(";")) {
    if (part === "") continue;
    if (part.startsWith("!")) map[part.slice(1)] = false;
    else map[part] = true;
  }
  return map;
}

/** Go's `%+v` of a decoded JSON value, for error texts. */
function goValue(value: unknown): string {
  if (value === null) return "<nil>";
  if (typeof value === "number") return goFloat(value);
  if (Array.isArray(value)) return `[${value.map(goValue).join(" ")}]`;
  if (typeof value === "object" && value !== undefined) {
    const pairs = Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${pairs.map(([k, v]) => `${k}:${goValue(v)}`).join(" ")}]`;
  }
  return String(value);
}

function goFloat(value: number): string {
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -4 && exponent < 6) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}
