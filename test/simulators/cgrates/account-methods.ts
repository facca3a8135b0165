import { type Args, flag, isObject, list, missingFields, number, object, text } from "./args.ts";
import { parseFilter } from "./balance-filter.ts";
import { addToBalances } from "./balances.ts";
import type { Engine } from "./engine.ts";
import { type Account, showAccount, showLegacyAccount } from "./model.ts";
import { mandatory, RpcError } from "./rpc-error.ts";

const DEFAULT_TENANT = "cgrates.org";

/** Throws if a field is missing. v0.10 also requires the tenant; master has a default for it. */
export function demand(engine: Engine, args: Args, names: readonly string[]): void {
  const wanted = engine.version === "v0.10" ? ["Tenant", ...names] : names;
  const missing = missingFields(args, wanted);
  if (missing.length > 0) throw mandatory(missing);
}

export function tenantOf(engine: Engine, args: Args): string {
  const tenant = text(args, "Tenant");
  return tenant === "" && engine.version === "master" ? DEFAULT_TENANT : tenant;
}

export function setAccount(engine: Engine, args: Args): string {
  demand(engine, args, ["Account"]);
  // There are no action plans here, so naming one fails like naming an unknown one.
  if (list(args, "ActionPlanIDs").length > 0 || text(args, "ActionPlanID") !== "") {
    throw new RpcError("SERVER_ERROR: NOT_FOUND");
  }
  const options = object(args, "ExtraOptions");
  engine.change(tenantOf(engine, args), text(args, "Account"), (draft) => {
    if (typeof options.Disabled === "boolean") draft.disabled = options.Disabled;
    if (typeof options.AllowNegative === "boolean") draft.allowNegative = options.AllowNegative;
  });
  return "OK";
}

export function getAccount(engine: Engine, args: Args): unknown {
  return showAccount(existing(engine, args), engine.version, engine.database);
}

export function getLegacyAccount(engine: Engine, args: Args): unknown {
  return showLegacyAccount(existing(engine, args));
}

/** Unknown accounts are skipped without an error. */
export function getAccounts(engine: Engine, args: Args): unknown[] {
  const tenant = tenantOf(engine, args);
  const wanted = list(args, "AccountIDs").map(String);
  const keys = wanted.length > 0 ? wanted : ofTenant(engine, tenant).map((a) => a.account);
  const offset = Math.max(0, number(args, "Offset"));
  const limit = number(args, "Limit");
  const filter = object(args, "Filter");
  return keys
    .slice(offset, limit === 0 ? undefined : offset + limit)
    .map((key) => engine.find(tenant, key))
    .filter((account) => account !== undefined)
    .filter((a) => filter.Disabled === undefined || filter.Disabled === a.disabled)
    .filter((a) => filter.AllowNegative === undefined || filter.AllowNegative === a.allowNegative)
    .map((account) => showAccount(account, engine.version, engine.database));
}

/** If there is none, v1 answers 0 and v2 NOT_FOUND (`zeroIsMissing`). */
export function getAccountsCount(engine: Engine, args: Args, zeroIsMissing: boolean): number {
  if (engine.version === "v0.10") demand(engine, args, []);
  const count = ofTenant(engine, tenantOf(engine, args)).length;
  if (count === 0 && zeroIsMissing) throw new RpcError("NOT_FOUND");
  return count;
}

export function removeAccount(engine: Engine, args: Args): string {
  demand(engine, args, ["Account"]);
  if (engine.saving) engine.accounts.delete(`${tenantOf(engine, args)}:${text(args, "Account")}`);
  return "OK";
}

export function setActions(engine: Engine, args: Args): string {
  const missing = missingFields(args, ["ActionsId", "Actions"]);
  if (missing.length > 0) throw mandatory(missing);
  const id = text(args, "ActionsId");
  if (engine.actions.has(id) && !flag(args, "Overwrite")) throw new RpcError("EXISTS");
  engine.actions.set(id, list(args, "Actions").filter(isObject));
  return "OK";
}

export function removeActions(engine: Engine, args: Args): string {
  for (const id of list(args, "ActionIDs")) engine.actions.delete(String(id));
  return "OK";
}

/** Skips an unknown account with the answer OK. Only `*topup` is built. */
export function executeAction(engine: Engine, args: Args): string {
  const actions = engine.actions.get(text(args, "ActionsId"));
  if (actions === undefined) throw new RpcError("NOT_FOUND");
  const tenant = tenantOf(engine, args);
  const account = text(args, "Account");
  if (engine.find(tenant, account) === undefined) return "OK";
  const nowMs = engine.now();
  engine.change(tenant, account, (draft) => {
    for (const action of actions) {
      if (action.Identifier !== "*topup") continue;
      const raw = { ExpiryTime: action.ExpiryTime ?? "", Value: Number(action.Units ?? 0) };
      const id = text(action, "BalanceId");
      const filter = parseFilter(id === "" ? raw : { ...raw, ID: id }, nowMs, engine.version);
      const type = text(action, "BalanceType");
      const change = { account: draft, type, filter, nowMs, version: engine.version };
      addToBalances(change, filter.value ?? 0, false);
    }
  });
  return "OK";
}

function existing(engine: Engine, args: Args): Account {
  const account = engine.find(tenantOf(engine, args), text(args, "Account"));
  if (account === undefined) throw new RpcError("NOT_FOUND");
  return account;
}

function ofTenant(engine: Engine, tenant: string): Account[] {
  return [...engine.accounts.values()].filter((account) => account.tenant === tenant);
}
