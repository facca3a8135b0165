/** ExpiryTime: which forms the engine understands, and what it does with a bucket that ends. */
import { type Case, equal, fields, instant, like } from "./check.ts";

const ZERO = "0001-01-01T00:00:00Z";
const SECOND = 1000;

/** A form, and the instant that the engine must show for it. */
const ACCEPTED: readonly (readonly [string, string])[] = [
  ["1964583200", "2032-04-03T05:33:20Z"],
  ["1964583200123", "2032-04-03T05:33:20.123Z"],
  ["*unlimited", ZERO],
  ["", ZERO],
  ["2035-01-01T00:00:00Z", "2035-01-01T00:00:00Z"],
  ["2035-01-01T00:00:00+02:00", "2034-12-31T22:00:00Z"],
  ["2035-01-01T00:00:00.123Z", "2035-01-01T00:00:00.123Z"],
];
const REFUSED: readonly (readonly [unknown, RegExp])[] = [
  ["tomorrow", /^Unsupported time format$/],
  ["2035-01-01", /^Unsupported time format$/],
  [1_964_583_200, /^cannot convert field: 1\.9645832e\+09 to time\.Time$/],
  [null, /^cannot convert field: <nil> to time\.Time$/],
  ["2035-13-01T00:00:00Z", /^parsing time "2035-13-01T00:00:00Z": month out of range$/],
];

/** The form that the adapter sends. */
const isoSeconds = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

export const EXPIRY_CASES: readonly Case[] = [
  {
    id: "25",
    title: "ExpiryTime: forms that are understood",
    run: async (lab) => {
      for (const [i, [ExpiryTime, expected]] of ACCEPTED.entries()) {
        const account = await lab.account(`25-${i}`);
        equal(await lab.setBalance(account, "*data", { ID: "e", ExpiryTime }, 1), "OK", ExpiryTime);
        instant((await lab.only(account)).ExpirationDate, expected);
      }
    },
  },
  {
    id: "25b",
    title: "ExpiryTime: forms that are refused",
    run: async (lab) => {
      const account = await lab.account("25b");
      for (const [ExpiryTime, pattern] of REFUSED) {
        like(await lab.setBalance(account, "*data", { ID: "e", ExpiryTime }, 1), pattern);
      }
      equal(await lab.buckets(account), [], "buckets");
    },
  },
  {
    id: "37",
    title: "keys inside Balance are case-sensitive, unknown ones are ignored",
    run: async (lab) => {
      for (const key of ["expirytime", "ExpirationDate"]) {
        const account = await lab.account(`37-${key}`);
        const balance = { ID: "c", [key]: "2035-01-01T00:00:00Z" };
        equal(await lab.setBalance(account, "*data", balance, 1), "OK");
        instant((await lab.only(account)).ExpirationDate, ZERO);
      }
    },
  },
  {
    id: "48",
    title: "very large and fractional values",
    run: async (lab) => {
      const account = await lab.account("48");
      for (const [ID, value] of Object.entries({ f: 0.1, g: 1e14, h: 12345.678901, i: 2 ** 53 })) {
        await lab.setBalance(account, "*monetary", { ID }, value);
        const found = (await lab.buckets(account, "*monetary")).find((b) => b.ID === ID);
        equal(found?.Value, value, ID);
      }
    },
  },
  {
    id: "49",
    title: "bucket ids with odd characters; *default takes only its value",
    run: async (lab) => {
      const account = await lab.account("49");
      for (const ID of ["top_01J;x", "*default", "ü"]) {
        await lab.setBalance(account, "*data", { ID, ExpiryTime: "2035-01-01T00:00:00Z" }, 1);
      }
      const found = await lab.buckets(account);
      equal(
        found.map((b) => b.ID),
        ["top_01J;x", "*default", "ü"],
        "ids",
      );
      instant(found[1]?.ExpirationDate ?? "", ZERO);
    },
  },
  {
    id: "E",
    title: "an ended bucket stays until a change; a repeat then leaves an ended twin or nothing",
    run: async (lab) => {
      const account = await lab.account("E");
      const bucket = { ID: "top_e", ExpiryTime: isoSeconds(Date.now() + 2 * SECOND) };
      await lab.setBalance(account, "*data", bucket, 5);
      const { Uuid } = await lab.only(account);
      await lab.target.wait(3 * SECOND);
      fields(await lab.only(account), { Uuid, ID: "top_e" });
      equal(await lab.setBalance(account, "*data", bucket, 5), "OK");
      const twins = await lab.buckets(account);
      if (twins.some((twin) => twin.Uuid === Uuid)) throw new Error("the ended one was revived");
      for (const twin of twins) instant(twin.ExpirationDate, bucket.ExpiryTime);
    },
  },
];
