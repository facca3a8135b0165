/** SetBalance, AddBalance, RemoveBalances: which fields they change and which they keep. */
import { type Case, equal, fields, instant, like } from "./check.ts";
import { type Lab, TENANT } from "./lab.ts";

const END = "2035-01-01T00:00:00Z";
const t1 = { ID: "t1", ExpiryTime: END };
const PARTIAL = "PARTIALLY_EXECUTED";
const NO_ID = "MANDATORY_IE_MISSING: [BalanceID or BalanceUUID]";

const money = (lab: Lab, method: string, account: string, Value: number, Balance = {}) =>
  lab.write(method, account, { BalanceType: "*monetary", Value, Balance });
const total = async (lab: Lab, account: string) => (await lab.only(account, "*monetary")).Value;

export const BUCKET_CASES: readonly Case[] = [
  {
    id: "14",
    title: "AddBalance twice adds twice, into one bucket",
    run: async (lab) => {
      const account = await lab.account("14");
      equal(await money(lab, "AddBalance", account, 1.5), "OK");
      equal(await money(lab, "AddBalance", account, 1.5), "OK");
      equal(await total(lab, account), 3, "Value");
    },
  },
  {
    id: "15",
    title: "values lose their sign",
    run: async (lab) => {
      const account = await lab.account("15");
      await money(lab, "AddBalance", account, -3.5);
      equal(await total(lab, account), 3.5, "Value");
      await money(lab, "DebitBalance", account, 2);
      await money(lab, "DebitBalance", account, -1);
      equal(await total(lab, account), 0.5, "Value");
    },
  },
  {
    id: "16",
    title: "AddBalance on an existing ID keeps the expiry",
    run: async (lab) => {
      const account = await lab.account("16");
      await money(lab, "AddBalance", account, 5, { ID: "x", ExpiryTime: END });
      await money(lab, "AddBalance", account, 5, { ID: "x", ExpiryTime: "2036-01-01T00:00:00Z" });
      const bucket = await lab.only(account, "*monetary");
      equal(bucket.Value, 10, "Value");
      instant(bucket.ExpirationDate, END);
    },
  },
  {
    id: "17",
    title: "SetBalance wants an ID or a UUID",
    run: async (lab) => {
      const account = await lab.account("17");
      equal(await lab.setBalance(account, "*sms", {}, 1), NO_ID);
      equal(await lab.write("SetBalance", account, { BalanceType: "*sms", Value: 1 }), NO_ID);
    },
  },
  {
    id: "18",
    title: "an unknown UUID never creates a bucket",
    run: async (lab) => {
      const account = await lab.account("18");
      const UUID = "37b54e1a-e1e6-4df6-a9a5-d97b4552f2f6";
      equal(await lab.setBalance(account, "*data", { UUID }, 1), PARTIAL);
      equal(await lab.buckets(account), [], "buckets");
    },
  },
  {
    id: "19-21",
    title: "SetBalance twice is one bucket; it writes only what it carries; zero values",
    run: async (lab) => {
      const account = await lab.account("19");
      equal(await lab.setBalance(account, "*data", t1, 100), "OK");
      const { Uuid } = await lab.only(account);
      equal(await lab.setBalance(account, "*data", t1, 100), "OK");
      fields(await lab.only(account), { Uuid, ID: "t1", Value: 100, Disabled: false });
      await lab.setBalance(account, "*data", { ID: "t1", Weight: 10 });
      fields(await lab.only(account), { Uuid, Value: 100, Weight: 10 });
      await lab.setBalance(account, "*data", { ID: "t1", Value: 0 });
      equal((await lab.only(account)).Value, 0, "Value");
      await lab.setBalance(account, "*data", { ID: "t1", Value: 3 }, 7);
      await lab.setBalance(account, "*data", { ID: "t1" }, 0);
      const bucket = await lab.only(account);
      fields(bucket, { Uuid, Value: 7, Weight: 10 });
      instant(bucket.ExpirationDate, END);
    },
  },
  {
    id: "22-23",
    title: "Disabled survives a repeat; rename and enable by UUID",
    run: async (lab) => {
      const account = await lab.account("22");
      await lab.setBalance(account, "*data", t1, 100);
      await lab.setBalance(account, "*data", { ID: "t1", Disabled: true });
      await lab.setBalance(account, "*data", t1, 100);
      const { Uuid } = await lab.only(account);
      fields(await lab.only(account), { Disabled: true, Value: 100 });
      await lab.setBalance(account, "*data", { UUID: Uuid, ID: "t2", Disabled: false });
      fields(await lab.only(account), { Uuid, ID: "t2", Value: 100, Disabled: false });
      await lab.setBalance(account, "*data", t1, 100);
      equal(
        (await lab.buckets(account)).map((b) => b.ID),
        ["t2", "t1"],
        "ids",
      );
    },
  },
  {
    id: "24",
    title: "a past expiry answers OK and leaves nothing",
    run: async (lab) => {
      const account = await lab.account("24");
      const gone = { ID: "gone", ExpiryTime: "2001-01-01T00:00:00Z" };
      equal(await lab.setBalance(account, "*data", gone, 1), "OK");
      equal(await lab.setBalance(account, "*data", { ...gone, Disabled: true }), "OK");
      equal(await lab.buckets(account), [], "buckets");
    },
  },
  {
    id: "26",
    title: "RemoveBalances",
    run: async (lab) => {
      const remove = (account: string, ID: string) =>
        lab.write("RemoveBalances", account, { BalanceType: "*data", Balance: { ID } });
      equal(await remove(lab.name("26-nope"), "t1"), "NOT_FOUND");
      const account = await lab.account("26");
      await lab.setBalance(account, "*data", t1, 1);
      equal(await remove(account, "other"), PARTIAL);
      equal((await lab.only(account)).ID, "t1", "ID");
      equal(await remove(account, "t1"), "OK");
      equal(await lab.buckets(account), [], "buckets");
      equal(await remove(account, "t1"), PARTIAL);
    },
  },
  {
    id: "26b",
    title: "RemoveBalances without UUID and ID removes all of the type",
    run: async (lab) => {
      const account = await lab.account("26b");
      await lab.setBalance(account, "*data", t1, 1);
      await lab.setBalance(account, "*data", { ...t1, ID: "t2" }, 1);
      await lab.setBalance(account, "*monetary", { ...t1, ID: "t3" }, 1);
      const all = { BalanceType: "*data", Balance: { UUID: "" } };
      equal(await lab.write("RemoveBalances", account, all), "OK");
      equal(await lab.buckets(account), [], "buckets");
      equal((await lab.only(account, "*monetary")).ID, "t3", "ID");
    },
  },
  {
    id: "28",
    title: "SetBalances is not atomic",
    only: { version: "master", why: "v0.10 has no SetBalances" },
    run: async (lab) => {
      const account = await lab.account("28");
      const bucket = { BalanceType: "*data", Value: 1 };
      const Balances = [
        { ...bucket, Balance: { ID: "ok" } },
        { ...bucket, Balance: {} },
      ];
      equal(await lab.write("SetBalances", account, { Balances }), NO_ID);
      equal((await lab.only(account)).ID, "ok", "ID");
    },
  },
  {
    id: "30",
    title: "Cdrlog without a CDR connection fails whole; with one it is OK",
    run: async (lab) => {
      const account = await lab.account("30");
      const answer = await lab.write("AddBalance", account, {
        BalanceType: "*monetary",
        Value: 1,
        Cdrlog: true,
      });
      like(answer, /^(PARTIALLY_EXECUTED|OK)$/);
      equal((await lab.buckets(account, "*monetary")).length, answer === "OK" ? 1 : 0, "buckets");
    },
  },
  {
    id: "31",
    title: "an unknown timing: no bucket, but the account is there",
    run: async (lab) => {
      const account = lab.name("31");
      const TimingIDs = `NOPE-${lab.run}`;
      equal(await lab.setBalance(account, "*data", { ID: "z", TimingIDs }, 1), "NOT_FOUND");
      equal(await lab.buckets(account), [], "buckets");
    },
  },
  {
    id: "35",
    title: "SetBalance creates a missing account (a ghost, hence the reading before a grant)",
    run: async (lab) => {
      const account = lab.name("35");
      equal(await lab.setBalance(account, "*data", t1, 1), "OK");
      equal((await lab.read(account)).ID, `${TENANT}:${account}`, "ID");
    },
  },
  {
    id: "38",
    title: "one ID under two types: two buckets on master; v0.10 changes the first",
    run: async (lab) => {
      const account = await lab.account("38");
      await lab.setBalance(account, "*data", t1, 5);
      await lab.setBalance(account, "*monetary", t1, 6);
      const master = lab.version === "master";
      equal((await lab.only(account)).Value, master ? 5 : 6, "Value of *data");
      const other = await lab.buckets(account, "*monetary");
      equal(
        other.map((b) => b.Value),
        master ? [6] : [],
        "values of *monetary",
      );
    },
  },
];
