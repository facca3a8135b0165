/** What the simulated engine stores, and how its answers show it. */
import { fromMs, type GoTime, ZERO_TIME } from "./go-time.ts";

export type Version = "master" | "v0.10";
export type Database = "internal" | "redis";
export type StringMap = Readonly<Record<string, boolean>>;

export interface Balance {
  uuid: string;
  id: string;
  value: number;
  expiry: GoTime;
  weight: number;
  destinationIds: StringMap | null;
  ratingSubject: string;
  categories: StringMap | null;
  sharedGroups: StringMap | null;
  timingIds: StringMap | null;
  disabled: boolean;
  factors: unknown;
  blocker: boolean;
}

export interface Account {
  readonly tenant: string;
  readonly account: string;
  /** Null until the first balance; a type without any balance left stays as an empty list. */
  balances: Map<string, Balance[]> | null;
  allowNegative: boolean;
  disabled: boolean;
  updatedAt: number;
}

export function emptyAccount(tenant: string, account: string): Account {
  return {
    tenant,
    account,
    balances: null,
    allowNegative: false,
    disabled: false,
    updatedAt: 0,
  };
}

export function emptyBalance(uuid: string): Balance {
  return {
    uuid,
    id: "",
    value: 0,
    expiry: ZERO_TIME,
    weight: 0,
    destinationIds: null,
    ratingSubject: "",
    categories: null,
    sharedGroups: null,
    timingIds: null,
    disabled: false,
    factors: null,
    blocker: false,
  };
}

export function cloneAccount(from: Account): Account {
  const balances = from.balances;
  if (balances === null) return { ...from };
  const copy = new Map<string, Balance[]>();
  for (const [type, list] of balances)
    copy.set(
      type,
      list.map((b) => ({ ...b })),
    );
  return { ...from, balances: copy };
}

/** The shape of `APIerSv2.GetAccount`; master says `Factors`, v0.10 `Factor`. */
export function showAccount(account: Account, version: Version, database: Database): unknown {
  return {
    ID: `${account.tenant}:${account.account}`,
    BalanceMap: showMap(account, database, (b) => showBalance(b, version)),
    UnitCounters: null,
    ActionTriggers: null,
    AllowNegative: account.allowNegative,
    Disabled: account.disabled,
    // The in-memory database loses this field when it clones the account.
    UpdateTime: database === "internal" ? ZERO_TIME.text : fromMs(account.updatedAt).text,
  };
}

/** The shape of `APIerSv1.GetAccount`, which our product never calls. */
export function showLegacyAccount(account: Account): unknown {
  const map: Record<string, unknown> = {};
  for (const [type, list] of sorted(account)) map[`${type}*out`] = list.map(showLegacyBalance);
  return {
    Id: `*out:${account.tenant}:${account.account}`,
    BalanceMap: map,
    UnitCounters: [],
    ActionTriggers: [],
    AllowNegative: account.allowNegative,
    Disabled: account.disabled,
  };
}

function showMap(account: Account, database: Database, show: (b: Balance) => unknown): unknown {
  if (account.balances === null) return null;
  const map: Record<string, unknown> = {};
  for (const [type, list] of sorted(account)) {
    map[type] = list.length === 0 && database === "internal" ? null : list.map(show);
  }
  return map;
}

function sorted(account: Account): [string, Balance[]][] {
  return [...(account.balances ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
}

function showBalance(b: Balance, version: Version): unknown {
  return {
    Uuid: b.uuid,
    ID: b.id,
    Value: b.value,
    ExpirationDate: b.expiry.text,
    Weight: b.weight,
    DestinationIDs: b.destinationIds,
    RatingSubject: b.ratingSubject,
    Categories: b.categories,
    SharedGroups: b.sharedGroups,
    Timings: null,
    TimingIDs: b.timingIds,
    Disabled: b.disabled,
    [version === "master" ? "Factors" : "Factor"]: b.factors,
    Blocker: b.blocker,
  };
}

function showLegacyBalance(b: Balance): unknown {
  const joined = (map: StringMap | null) => Object.keys(map ?? {}).join(";");
  return {
    Uuid: b.uuid,
    Id: b.id,
    Value: b.value,
    ExpirationDate: b.expiry.text,
    Weight: b.weight,
    DestinationIds: joined(b.destinationIds),
    RatingSubject: b.ratingSubject,
    Category: joined(b.categories),
    SharedGroup: joined(b.sharedGroups),
    Timings: null,
    TimingIDs: joined(b.timingIds),
    Disabled: b.disabled,
  };
}
