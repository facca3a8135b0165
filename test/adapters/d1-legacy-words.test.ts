/** The words of `hotspot_topup.status` for every state of a top-up, through a real D1 (row B6). */
import { beforeEach, describe, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { stateOf } from "../../src/domain/top-up/states.ts";
import { CODES } from "../domain/cells/codes.ts";
import { GIVEN, type Given } from "../domain/cells/given.ts";
import { all, project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

/** As the specification has them, under "Words for older systems". */
const WORDS = `Success = CD, RE · Refunded = RD · Failed = RS, RK, RF, FF, PK ·
  Pending = PR, RV, PD, CR`;
/** "AW, CN, CA, AP are not in the view (that table knew only paid ones)." */
const ABSENT = ["AW", "CN", "CA", "AP"];

const wordOf = new Map(
  WORDS.split("·").flatMap((part) => {
    const [word = "", codes = ""] = part.split("=").map((text) => text.trim());
    return codes.split(", ").map((code): [string, string] => [code, word]);
  }),
);

beforeEach(resetTables);

/** Projects the whole log of the world, as its object would. */
async function projectLog(given: Given) {
  const { t, log } = GIVEN[given]();
  const { topUpId, serviceId } = t.request;
  const events = log.map((event, i) => {
    const { type, ...body } = event;
    return { seq: i + 1, topUpId, at: t.requestedAt + i, type, body };
  });
  const batch = {
    serviceId,
    seq: events.length,
    resendNumber: 0,
    topUps: [{ topUpId, events, payer: null }],
  };
  await project(createProjectionStore(databases()), [batch]);
  return t;
}

describe("View Top-Up Records: the word of every state", () => {
  test.each(Object.keys(GIVEN) as Given[])("%s", async (given) => {
    const t = await projectLog(given);
    const code = CODES[stateOf(t)];
    const rows = await all<{ status: string }>("SELECT status FROM hotspot_topup");
    const word = wordOf.get(code);
    expect(rows.map(({ status }) => status)).toEqual(word === undefined ? [] : [word]);
  });

  test("no state is left out, and every word is met", () => {
    expect([...wordOf.keys(), ...ABSENT].sort()).toEqual(Object.values(CODES).sort());
    const met = new Set(Object.values(GIVEN).map((make) => CODES[stateOf(make().t)]));
    expect([...met].sort()).toEqual(Object.values(CODES).sort());
  });
});
