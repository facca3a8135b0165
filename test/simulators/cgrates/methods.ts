/** The table of methods. Any other method is answered with "can't find method". */

import {
  executeAction,
  getAccount,
  getAccounts,
  getAccountsCount,
  getLegacyAccount,
  removeAccount,
  removeActions,
  setAccount,
  setActions,
} from "./account-methods.ts";
import type { ArgSpec, Args } from "./args.ts";
import {
  modifyBalance,
  removeBalancesMethod,
  setBalanceMethod,
  setBalancesMethod,
} from "./balance-methods.ts";
import type { Engine } from "./engine.ts";
import { status } from "./other-methods.ts";
import { getActiveSessions } from "./sessions.ts";

export interface Method {
  readonly args: ArgSpec;
  readonly masterOnly?: boolean;
  /** Changes an account, so its calls are in the log of writes. */
  readonly writes?: boolean;
  run(engine: Engine, args: Args): unknown;
}

/** Name in a call → name in the table. Any other is answered with "can't find service". */
export const SERVICES: ReadonlyMap<string, string> = new Map([
  ["CoreSv1", "CoreSv1"],
  ["APIerSv1", "APIerSv1"],
  ["ApierV1", "APIerSv1"],
  ["APIerSv2", "APIerSv2"],
  ["ApierV2", "APIerSv2"],
  ["SessionSv1", "SessionSv1"],
]);

const EMPTY: ArgSpec = { type: "utils.CGREvent", fields: {} };
const TENANT: ArgSpec = { type: "utils.TenantWithAPIOpts", fields: { Tenant: "string" } };
const ACCOUNT: ArgSpec = {
  type: "utils.AttrGetAccount",
  fields: { Tenant: "string", Account: "string" },
};
const SET_BALANCE: ArgSpec = {
  type: "utils.AttrSetBalance",
  fields: {
    Tenant: "string",
    Account: "string",
    BalanceType: "string",
    Value: "float64",
    Balance: "map",
    ActionExtraData: "map",
    Cdrlog: "bool",
  },
};
const ADD_BALANCE: ArgSpec = {
  type: "v1.AttrAddBalance",
  fields: { ...SET_BALANCE.fields, Overwrite: "bool" },
};
const SET_ACCOUNT: ArgSpec = {
  type: "engine.AttrSetAccount",
  fields: { ...ACCOUNT.fields, ActionPlanIDs: "strings", ExtraOptions: "flags" },
};
const SET_ACCOUNT_V1: ArgSpec = {
  type: "utils.AttrSetAccount",
  fields: { ...ACCOUNT.fields, ActionPlanID: "string", ExtraOptions: "flags" },
};
const SET_ACTIONS: ArgSpec = {
  type: "utils.AttrSetActions",
  fields: { ActionsId: "string", Overwrite: "bool", Actions: "maps" },
};

export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["CoreSv1.Ping", { args: EMPTY, run: () => "Pong" }],
  ["CoreSv1.Status", { args: EMPTY, run: (engine) => status(engine) }],
  ["APIerSv1.SetAccount", { args: SET_ACCOUNT_V1, writes: true, run: setAccount }],
  ["APIerSv2.SetAccount", { args: SET_ACCOUNT, writes: true, run: setAccount }],
  ["APIerSv1.GetAccount", { args: ACCOUNT, run: getLegacyAccount }],
  ["APIerSv2.GetAccount", { args: ACCOUNT, run: getAccount }],
  [
    "APIerSv2.GetAccounts",
    {
      args: {
        type: "utils.AttrGetAccounts",
        fields: {
          Tenant: "string",
          AccountIDs: "strings",
          Offset: "int",
          Limit: "int",
          Filter: "flags",
        },
      },
      run: getAccounts,
    },
  ],
  ["APIerSv1.GetAccountsCount", { args: TENANT, run: (e, a) => getAccountsCount(e, a, false) }],
  ["APIerSv2.GetAccountsCount", { args: TENANT, run: (e, a) => getAccountsCount(e, a, true) }],
  ["APIerSv1.RemoveAccount", { args: ACCOUNT, writes: true, run: removeAccount }],
  [
    "APIerSv1.AddBalance",
    { args: ADD_BALANCE, writes: true, run: (e, a) => modifyBalance(e, a, 1) },
  ],
  [
    "APIerSv1.DebitBalance",
    { args: ADD_BALANCE, writes: true, run: (e, a) => modifyBalance(e, a, -1) },
  ],
  ["APIerSv1.SetBalance", { args: SET_BALANCE, writes: true, run: setBalanceMethod }],
  [
    "APIerSv1.SetBalances",
    {
      args: {
        type: "utils.AttrSetBalances",
        fields: { ...ACCOUNT.fields, Balances: "maps" },
      },
      writes: true,
      masterOnly: true,
      run: (e, a) => setBalancesMethod(e, a, SET_BALANCE),
    },
  ],
  ["APIerSv1.RemoveBalances", { args: SET_BALANCE, writes: true, run: removeBalancesMethod }],
  ["APIerSv1.SetActions", { args: SET_ACTIONS, run: setActions }],
  [
    "APIerSv1.RemoveActions",
    {
      args: { type: "v1.AttrRemoveActions", fields: { ActionIDs: "strings" } },
      run: removeActions,
    },
  ],
  [
    "APIerSv1.ExecuteAction",
    {
      args: {
        type: "utils.AttrExecuteAction",
        fields: { ...ACCOUNT.fields, ActionsId: "string" },
      },
      writes: true,
      run: executeAction,
    },
  ],
  [
    "SessionSv1.GetActiveSessions",
    {
      args: {
        type: "utils.SessionFilter",
        fields: { Tenant: "string", Filters: "strings", Limit: "int", APIOpts: "map" },
      },
      run: getActiveSessions,
    },
  ],
]);
