/** What the engine's actions do to an account: set, add, debit, remove, and clean up. */
import { randomUUID } from "node:crypto";
import { type BalanceFilter, matches, writeFields } from "./balance-filter.ts";
import { isExpired } from "./go-time.ts";
import { type Account, type Balance, emptyBalance, type Version } from "./model.ts";
import { RpcError } from "./rpc-error.ts";

/** An action that failed: the account is not saved. */
const PARTIALLY_EXECUTED = "PARTIALLY_EXECUTED";

export interface Change {
  readonly account: Account;
  readonly type: string;
  readonly filter: BalanceFilter;
  readonly nowMs: number;
  readonly version: Version;
}

/** Upsert by UUID, else by ID among the live balances; writes only the fields of the filter. */
export function setBalance(change: Change): void {
  const { account, filter, type } = change;
  const found = findForSet(change);
  if (found === undefined && filter.uuid !== undefined && filter.uuid !== "") {
    throw new RpcError(PARTIALLY_EXECUTED);
  }
  const balance = found ?? append(account, type, emptyBalance(randomUUID()));
  if (filter.id === "*default") {
    if (filter.value !== undefined) {
      balance.id = filter.id;
      balance.value = filter.value;
    }
  } else {
    writeFields(filter, balance);
  }
  cleanExpired(account, change.nowMs);
}

/** Adds (`amount` > 0) or debits to every matching live balance of the type, or to a new one. */
export function addToBalances(change: Change, amount: number, reset: boolean): void {
  const { account, filter, type, nowMs } = change;
  const listed = listOf(account, type);
  const hit = listed.filter((b) => !isExpired(b.expiry, nowMs) && matches(b, filter));
  for (const balance of hit) {
    if (reset) balance.value = 0;
    balance.value = round5(balance.value + amount);
  }
  if (hit.length === 0) append(account, type, created(filter, amount));
  cleanExpired(account, nowMs);
}

/** Also removes expired balances; an empty filter matches all. The last one fills the gap. */
export function removeBalances({ account, type, filter }: Change): void {
  const listed = account.balances?.get(type) ?? [];
  let removed = 0;
  for (let i = 0; i < listed.length; i++) {
    const balance = listed[i];
    if (balance === undefined || !matches(balance, filter)) continue;
    const last = listed.pop();
    if (last !== undefined && i < listed.length) listed[i] = last;
    i--;
    removed++;
  }
  if (removed === 0) throw new RpcError(PARTIALLY_EXECUTED);
}

/** After a deletion it skips the next balance: two in a row need two passes (seen). */
export function cleanExpired(account: Account, nowMs: number): void {
  for (const listed of account.balances?.values() ?? []) {
    for (let i = 0; i < listed.length; i++) {
      const balance = listed[i];
      if (balance !== undefined && isExpired(balance.expiry, nowMs)) listed.splice(i, 1);
    }
  }
}

function findForSet({ account, type, filter, nowMs, version }: Change): Balance | undefined {
  const byUuid = filter.uuid !== undefined && filter.uuid !== "";
  for (const [listedType, listed] of account.balances ?? []) {
    // v0.10 looks an ID up across all types; both look a UUID up across all types.
    if (!byUuid && version === "master" && listedType !== type) continue;
    const hit = listed.find(
      (b) => !isExpired(b.expiry, nowMs) && (byUuid ? b.uuid === filter.uuid : b.id === filter.id),
    );
    if (hit !== undefined) return hit;
  }
  return undefined;
}

function created(filter: BalanceFilter, amount: number): Balance {
  const balance = emptyBalance(randomUUID());
  if (filter.id === "*default") return { ...balance, id: filter.id, value: amount };
  balance.destinationIds = {};
  balance.categories = {};
  balance.sharedGroups = {};
  balance.timingIds = {};
  writeFields(filter, balance);
  balance.value = amount;
  return balance;
}

function append(account: Account, type: string, balance: Balance): Balance {
  listOf(account, type).push(balance);
  return balance;
}

function listOf(account: Account, type: string): Balance[] {
  account.balances ??= new Map();
  const listed = account.balances.get(type) ?? [];
  account.balances.set(type, listed);
  return listed;
}

/** `rounding_decimals` 5, on adding and debiting only. */
function round5(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
