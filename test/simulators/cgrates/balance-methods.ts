import { demand, tenantOf } from "./account-methods.ts";
import {
  type ArgSpec,
  type Args,
  decodeFields,
  flag,
  isObject,
  list,
  missingFields,
  number,
  object,
  text,
} from "./args.ts";
import { type BalanceFilter, parseFilter } from "./balance-filter.ts";
import { addToBalances, type Change, removeBalances, setBalance } from "./balances.ts";
import type { Engine } from "./engine.ts";
import { mandatory, RpcError } from "./rpc-error.ts";

/** AddBalance (`sign` 1) and DebitBalance (-1): additive, without request id: never idempotent. */
export function modifyBalance(engine: Engine, args: Args, sign: 1 | -1): string {
  demand(engine, args, ["Account", "BalanceType"]);
  const filter = filterOf(engine, args);
  const amount = (filter.value ?? 0) * sign;
  act(engine, args, filter, (change) => {
    addToBalances(change, amount, flag(args, "Overwrite"));
  });
  return "OK";
}

export function setBalanceMethod(engine: Engine, args: Args): string {
  demand(engine, args, ["Account", "BalanceType"]);
  act(engine, args, demandId(filterOf(engine, args)), setBalance);
  return "OK";
}

/** A loop, not a transaction: what was set before the first error stays. */
export function setBalancesMethod(engine: Engine, args: Args, spec: ArgSpec): string {
  const missing = missingFields(args, ["Account", "Balances"]);
  if (missing.length > 0) throw mandatory(missing);
  create(engine, args);
  for (const raw of list(args, "Balances").filter(isObject)) {
    const one = { ...decodeFields(raw, spec), Tenant: args.Tenant, Account: args.Account };
    act(engine, one, demandId(filterOf(engine, one)), setBalance);
  }
  return "OK";
}

/** With neither UUID nor ID it removes every balance of the type and answers OK (seen). */
export function removeBalancesMethod(engine: Engine, args: Args): string {
  demand(engine, args, ["Account", "BalanceType"]);
  const filter = filterOf(engine, args);
  if (engine.find(tenantOf(engine, args), text(args, "Account")) === undefined) {
    throw new RpcError("NOT_FOUND");
  }
  act(engine, args, filter, removeBalances);
  return "OK";
}

function filterOf(engine: Engine, args: Args): BalanceFilter {
  const filter = parseFilter(object(args, "Balance"), engine.now(), engine.version);
  // The top-level value wins, but 0 there means "unchanged".
  const value = Math.abs(number(args, "Value"));
  return value === 0 ? filter : { ...filter, value };
}

function demandId(filter: BalanceFilter): BalanceFilter {
  const empty = (text: string | undefined) => text === undefined || text === "";
  if (empty(filter.id) && empty(filter.uuid)) throw mandatory(["BalanceID", "or", "BalanceUUID"]);
  return filter;
}

function act(
  engine: Engine,
  args: Args,
  filter: BalanceFilter,
  edit: (change: Change) => void,
): void {
  create(engine, args);
  // There are no timings here, so naming one fails, after the account was created.
  if (Object.keys(filter.timingIds ?? {}).length > 0) throw new RpcError("NOT_FOUND");
  engine.change(tenantOf(engine, args), text(args, "Account"), (draft) => {
    const type = text(args, "BalanceType");
    edit({ account: draft, type, filter, nowMs: engine.now(), version: engine.version });
    // There is no CDR server here: the whole action fails and nothing is saved.
    if (flag(args, "Cdrlog")) throw new RpcError("PARTIALLY_EXECUTED");
  });
}

/** Creates the account outside its lock, so it stays even if the rest fails. */
function create(engine: Engine, args: Args): void {
  const tenant = tenantOf(engine, args);
  const account = text(args, "Account");
  if (engine.find(tenant, account) === undefined) engine.change(tenant, account, () => undefined);
}
