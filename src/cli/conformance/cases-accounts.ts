/** Accounts, actions, sessions, and the errors of arguments. */
import { type Case, equal, fields, like } from "./check.ts";
import { type Json, type Lab, TENANT } from "./lab.ts";

const outcome = async (lab: Lab, method: string, argument: Json) => {
  const { result, error } = await lab.call(method, argument);
  return error ?? result;
};
const missing = (lab: Lab, argument: Json, ...names: string[]) => {
  const needed = lab.version === "v0.10" && argument.Tenant === undefined ? ["Tenant"] : [];
  return `MANDATORY_IE_MISSING: [${[...needed, ...names].join(" ")}]`;
};

export const ACCOUNT_CASES: readonly Case[] = [
  {
    id: "10",
    title: "SetAccount creates, a repeat is OK",
    run: async (lab) => {
      const Account = lab.name("10");
      equal(await outcome(lab, "APIerSv2.SetAccount", { Tenant: TENANT, Account }), "OK");
      fields(await lab.read(Account), {
        ID: `${TENANT}:${Account}`,
        BalanceMap: null,
        Disabled: false,
      });
      equal(await outcome(lab, "APIerSv2.SetAccount", { Tenant: TENANT, Account }), "OK");
    },
  },
  {
    id: "11",
    title: "SetAccount without Account",
    run: async (lab) => {
      const argument = { Tenant: TENANT };
      const answer = await outcome(lab, "APIerSv2.SetAccount", argument);
      equal(answer, missing(lab, argument, "Account"));
    },
  },
  {
    id: "12",
    title: "SetAccount with an unknown action plan",
    run: async (lab) => {
      const argument = { Tenant: TENANT, Account: lab.name("12"), ActionPlanIDs: ["NOPE"] };
      equal(await outcome(lab, "APIerSv2.SetAccount", argument), "SERVER_ERROR: NOT_FOUND");
    },
  },
  {
    id: "13",
    title: "mandatory fields of AddBalance (v0.10 wants the tenant too)",
    run: async (lab) => {
      for (const argument of [{ Tenant: TENANT }, {}]) {
        const answer = await outcome(lab, "APIerSv1.AddBalance", argument);
        equal(answer, missing(lab, argument, "Account", "BalanceType"));
      }
    },
  },
  {
    id: "27",
    title: "wrong types are refused before anything is done",
    run: async (lab) => {
      const account = await lab.account("27");
      const set = (top: Json) => lab.write("SetBalance", account, { BalanceType: "*data", ...top });
      like(await set({ Value: "10" }), /^json: cannot unmarshal string into Go struct field /);
      like(await set({ Account: 5 }), /^json: cannot unmarshal number into Go struct field /);
      like(await set({ Balance: { ID: "t", Value: "abc" } }), /^strconv\.ParseFloat: /);
      like(await set({ Balance: { ID: "t", Disabled: "perhaps" } }), /^strconv\.ParseBool: /);
      like(await set({ Balance: { ID: "t", Weight: "heavy" } }), /^strconv\.ParseFloat: /);
      equal(await lab.buckets(account), [], "buckets");
    },
  },
  {
    id: "29",
    title: "ExecuteAction is additive; SetActions twice is EXISTS",
    run: async (lab) => {
      const Account = await lab.account("29");
      const ActionsId = lab.actionName("29");
      const run = (id: string) =>
        outcome(lab, "APIerSv1.ExecuteAction", { Tenant: TENANT, Account, ActionsId: id });
      equal(await run(`${ActionsId}_NOPE`), "NOT_FOUND");
      const topUp = { Identifier: "*topup", BalanceType: "*monetary", Units: "1" };
      const actions = { ActionsId, Actions: [{ ...topUp, ExpiryTime: "*unlimited", Weight: 10 }] };
      equal(await outcome(lab, "APIerSv2.SetActions", actions), "OK");
      equal(await outcome(lab, "APIerSv2.SetActions", actions), "EXISTS");
      equal(await run(ActionsId), "OK");
      equal(await run(ActionsId), "OK");
      equal((await lab.only(Account, "*monetary")).Value, 2, "Value");
    },
  },
  {
    id: "33",
    title: "no active session at an address: NOT_FOUND, or the service is off",
    run: async (lab) => {
      const Filters = [`*string:~*req.AllocatedIP:conformance-${lab.run}`];
      const argument = { Tenant: TENANT, Filters, Limit: 2, APIOpts: {} };
      const answer = await outcome(lab, "SessionSv1.GetActiveSessions", argument);
      like(answer, /^(NOT_FOUND|rpc: can't find service SessionSv1.GetActiveSessions)$/);
    },
  },
  {
    id: "34",
    title: "GetAccounts skips missing ones; the count is a number",
    run: async (lab) => {
      const Account = await lab.account("34");
      const ask = (AccountIDs: string[]) =>
        outcome(lab, "APIerSv2.GetAccounts", { Tenant: TENANT, AccountIDs });
      equal(await ask([lab.name("34-nope")]), []);
      const found = (await ask([lab.name("34-nope"), Account])) as Json[];
      equal(
        found.map((account) => account.ID),
        [`${TENANT}:${Account}`],
      );
      like(await outcome(lab, "APIerSv1.GetAccountsCount", { Tenant: TENANT }), /^[1-9]\d*$/);
    },
  },
  {
    id: "39",
    title: "a disabled account takes a bucket and stays disabled",
    run: async (lab) => {
      const Account = lab.name("39");
      const argument = { Tenant: TENANT, Account, ExtraOptions: { Disabled: true } };
      equal(await outcome(lab, "APIerSv2.SetAccount", argument), "OK");
      equal(await lab.setBalance(Account, "*data", { ID: "t1" }, 1), "OK");
      equal((await lab.only(Account)).ID, "t1");
      equal((await lab.read(Account)).Disabled, true, "Disabled");
    },
  },
  {
    id: "40",
    title: "a removed account is NOT_FOUND; removing it again is OK",
    run: async (lab) => {
      const Account = await lab.account("40");
      const key = { Tenant: TENANT, Account };
      equal(await outcome(lab, "APIerSv1.RemoveAccount", key), "OK");
      equal(await outcome(lab, "APIerSv2.GetAccount", key), "NOT_FOUND");
      equal(await outcome(lab, "APIerSv1.RemoveAccount", key), "OK");
    },
  },
  {
    id: "43",
    title: "tenants are apart; master has a default, v0.10 has none",
    run: async (lab) => {
      const Account = await lab.account("43");
      const other = `other-${lab.run}.org`;
      equal(await outcome(lab, "APIerSv2.GetAccount", { Tenant: other, Account }), "NOT_FOUND");
      if (lab.version === "master") return;
      equal(await outcome(lab, "APIerSv2.GetAccount", { Account }), "NOT_FOUND");
    },
  },
  {
    id: "44",
    title: "APIerSv1.GetAccount has the legacy shape, which is why v2 is read",
    run: async (lab) => {
      const Account = await lab.account("44");
      await lab.setBalance(Account, "*data", { ID: "t1" }, 1);
      const legacy = await outcome(lab, "APIerSv1.GetAccount", { Tenant: TENANT, Account });
      equal((legacy as Json).Id, `*out:${TENANT}:${Account}`, "Id");
      equal(Object.keys((legacy as Json).BalanceMap as Json), ["*data*out"], "types");
    },
  },
  {
    id: "50",
    title: "account names with a colon, a space, or a uuid",
    run: async (lab) => {
      for (const label of ["50:x", "50 x", "123e4567-e89b-12d3-a456-426614174000"]) {
        const Account = await lab.account(label);
        equal((await lab.read(Account)).ID, `${TENANT}:${Account}`, "ID");
      }
    },
  },
];
