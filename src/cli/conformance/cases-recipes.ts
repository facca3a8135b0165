/** The two ways to credit exactly once: U (days) and M (money and quota). */

import { inEnvelope } from "../../adapters/cgrates/json-rpc.ts";
import {
  type CreditBucket,
  setBalanceBody,
  tombstoneBody,
} from "../../adapters/cgrates/set-balance.ts";
import { toBucketId } from "../../domain/base/ids.ts";
import { type Case, equal, fields, instant } from "./check.ts";
import { type Lab, parseRpc, TENANT } from "./lab.ts";

const END_AT = Date.UTC(2035, 0, 1);

const days = (account: string): CreditBucket => ({
  tenant: TENANT,
  account,
  balanceType: "*data",
  bucketId: toBucketId("top_1"),
  value: 1e14,
  endAt: END_AT,
  weight: 20,
  ratingSubject: "*zero1048576ns",
});
const send = async (lab: Lab, call: string) => {
  const { result, error } = parseRpc(await lab.post(inEnvelope("conformance", call)));
  equal(error ?? result, "OK");
};

const pending = {
  ID: "pend_top_2",
  ExpiryTime: "2035-01-01T00:00:00Z",
  Weight: 10,
  Disabled: true,
};
const phaseOne = (lab: Lab, account: string) => lab.setBalance(account, "*monetary", pending, 10);
const phaseTwo = (lab: Lab, account: string, UUID: string) =>
  lab.setBalance(account, "*monetary", { UUID, ID: "top_2", Disabled: false });
const remove = (lab: Lab, account: string, UUID: string) =>
  lab.write("RemoveBalances", account, { BalanceType: "*monetary", Balance: { UUID } });

export const RECIPE_CASES: readonly Case[] = [
  {
    id: "U1",
    title: "days: our frozen body, three times, is one bucket with the frozen end",
    run: async (lab) => {
      const account = await lab.account("U1");
      const body = setBalanceBody(days(account));
      await send(lab, body);
      const { Uuid } = await lab.only(account);
      await send(lab, body);
      await send(lab, body);
      const bucket = await lab.only(account);
      fields(bucket, { Uuid, ID: "top_1", Value: 1e14, Weight: 20, Disabled: false });
      fields(bucket, { RatingSubject: "*zero1048576ns" });
      instant(bucket.ExpirationDate, END_AT);
    },
  },
  {
    id: "U2",
    title: "days: sixty of the same body at once is one bucket",
    run: async (lab) => {
      const account = await lab.account("U2");
      const body = setBalanceBody(days(account));
      await Promise.all(Array.from({ length: 60 }, () => send(lab, body)));
      equal((await lab.only(account)).ID, "top_1", "ID");
    },
  },
  {
    id: "45",
    title: "days: a tombstone before the credit holds against the late credit",
    run: async (lab) => {
      const account = await lab.account("45");
      await send(lab, tombstoneBody(days(account)));
      fields(await lab.only(account), { ID: "top_1", Value: 0, Disabled: true });
      await send(lab, setBalanceBody(days(account)));
      fields(await lab.only(account), { ID: "top_1", Value: 1e14, Disabled: true });
    },
  },
  {
    id: "45b",
    title: "days: a tombstone after the credit disables it, and a late duplicate does not undo it",
    run: async (lab) => {
      const account = await lab.account("45b");
      await send(lab, setBalanceBody(days(account)));
      const { Uuid } = await lab.only(account);
      await send(lab, tombstoneBody(days(account)));
      await send(lab, setBalanceBody(days(account)));
      fields(await lab.only(account), { Uuid, Disabled: true });
    },
  },
  {
    id: "M1",
    title: "money: two phases, repeated, are one bucket; what was spent is not refilled",
    run: async (lab) => {
      const account = await lab.account("M1");
      equal(await phaseOne(lab, account), "OK");
      equal(await phaseOne(lab, account), "OK");
      const { Uuid } = await lab.only(account, "*monetary");
      equal(await phaseTwo(lab, account, Uuid), "OK");
      fields(await lab.only(account, "*monetary"), { Uuid, ID: "top_2", Disabled: false });
      await lab.write("DebitBalance", account, { BalanceType: "*monetary", Value: 4 });
      equal(await phaseTwo(lab, account, Uuid), "OK");
      fields(await lab.only(account, "*monetary"), { Uuid, ID: "top_2", Value: 6 });
    },
  },
  {
    id: "46",
    title: "money: late phase one is inert; late phase two after removal creates nothing",
    run: async (lab) => {
      const account = await lab.account("46");
      await phaseOne(lab, account);
      const { Uuid } = await lab.only(account, "*monetary");
      await phaseTwo(lab, account, Uuid);
      await phaseOne(lab, account);
      const both = await lab.buckets(account, "*monetary");
      equal(
        both.map((b) => [b.ID, b.Disabled]),
        [
          ["top_2", false],
          ["pend_top_2", true],
        ],
      );
      equal(await remove(lab, account, Uuid), "OK");
      equal(await phaseTwo(lab, account, Uuid), "PARTIALLY_EXECUTED");
      const left = await lab.only(account, "*monetary");
      fields(left, { ID: "pend_top_2", Disabled: true });
      equal(await remove(lab, account, Uuid), "PARTIALLY_EXECUTED");
    },
  },
];
