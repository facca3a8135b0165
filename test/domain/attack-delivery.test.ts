/** Ways in which credit could be given for nothing, twice, or not at all. */
import { describe, expect, test } from "vitest";
import { grant } from "../../src/domain/top-up/decide-grant.ts";
import { confirm, operatorRefund, redrive } from "../../src/domain/top-up/decide-people.ts";
import { record } from "../../src/domain/top-up/decide-record.ts";
import { look, tick } from "../../src/domain/top-up/decide-time.ts";
import { GIVEN, granted, REFUNDED, recorded, refunded, settled, withdrawn } from "./cells/given.ts";
import { answered, payment, TOP_UP_ID, type World } from "./cells/world.ts";

const body = (w: World) => {
  const fence = w.fence();
  const reading = w.absent();
  return w.do((t, ctx) => grant(t, { fence, reading }, ctx));
};

describe("no grant, no credit", () => {
  test("the bytes are frozen: a later base does not move the end", () => {
    const w = GIVEN.CR();
    const first = w.t.credit.grant?.body;
    const again = body(w.later(30_000));
    expect(again).toEqual({ kind: "send", body: first });
  });
  test("a consumer whose fence is old gets nothing to send", () => {
    const w = GIVEN.PD();
    const old = w.fence();
    w.later(20_000).fence();
    const reading = w.absent();
    const answer = w.do((t, ctx) => grant(t, { fence: old, reading }, ctx));
    expect(answer).toEqual({ kind: "stop", code: "stale_fence" });
    expect(w.t.credit.kind).toBe("none");
  });
  test("nothing is refunded while something is granted", () => {
    const w = GIVEN.CR();
    w.do(operatorRefund);
    w.later(86_400_000).do(tick);
    expect(w.t.refunds).toEqual([]);
    expect(w.code).toBe("CL");
  });
});

describe("driven again out of parked", () => {
  test("a consumer of the generation before that wakes up now is no impossible event", () => {
    const w = GIVEN["PK withdrawn"]();
    const fence = w.t.drive.fence;
    w.do(redrive);
    expect(w.code).toBe("PD");
    for (const reading of [w.tombstone(), w.absent()]) {
      w.do((t, ctx) => record(t, { fence, write: answered, reading }, ctx));
    }
    expect(w.code).toBe("PD");
    expect(w.t.findings).not.toContain("impossible");
  });
  test("nor while a person looks at it, because part of the money went back meanwhile", () => {
    const w = GIVEN["PK withdrawn"]();
    const fence = w.t.drive.fence;
    w.do(redrive);
    settled(w, payment("succeeded", { returnedMinor: 1000 }));
    expect(w.code).toBe("RV");
    for (const reading of [w.tombstone(), w.absent(), w.silent()]) {
      w.do((t, ctx) => record(t, { fence, write: answered, reading }, ctx));
    }
    expect(w.t.findings).not.toContain("impossible");
  });
});

describe("return is one-way", () => {
  test("confirming after the decision to return is refused", () => {
    for (const given of ["CW", "RE", "RF", "FF", "RD", "PK"] as const) {
      const w = GIVEN[given]();
      const answer = w.do((t, ctx) => confirm(t, w.present(), ctx));
      expect(answer, given).toEqual({ kind: "refused", code: "wrong_state" });
    }
  });
  test("a late sight of the credit never turns it back", () => {
    for (const given of ["CW", "RF owed", "RF withdrawn", "RD withdrawn", "PK"] as const) {
      const w = GIVEN[given]();
      const before = w.code;
      recorded(w, w.present());
      expect(w.code, given).toBe(before);
    }
  });
  test("an operator's and the money's reason are never overwritten", () => {
    const operator = GIVEN["CL operator"]();
    settled(operator, payment("succeeded", { returnedMinor: 7000 }));
    expect(operator.t.closing?.reason).toBe("operator");
    const money = GIVEN["CL money back"]();
    money.do(operatorRefund);
    expect(money.t.closing?.reason).toBe("money_back");
  });
  test("closing for the money's sake ends in a withdrawal though the credit is there", () => {
    const w = GIVEN["CL money back"]();
    withdrawn(w, w.present());
    expect(w.code).toBe("CW");
    recorded(w, w.tombstone());
    expect(w.t.refunds.map((r) => r.amount.minor)).toEqual([6000]);
  });
});

describe("re-drive", () => {
  test("makes no second generation while the first may still appear", () => {
    const w = GIVEN.PK();
    expect(w.do(redrive).kind).toBe("refused");
  });
  test("gives the second generation a name of its own, and the first counts for nothing", () => {
    const w = GIVEN["PK withdrawn"]();
    const first = w.bucket();
    w.do(redrive);
    expect(w.code).toBe("PD");
    granted(w);
    expect(w.t.credit.grant?.bucketId).toBe(`${TOP_UP_ID}.2`);
    const reading = { ...w.absent(), buckets: [first] };
    const fence = w.t.drive.fence;
    w.do((t, ctx) => record(t, { fence, write: answered, reading }, ctx));
    expect(w.code).toBe("CR");
  });
  test("is refused once money has left", () => {
    const w = settled(GIVEN["PK withdrawn"](), payment("succeeded", { returnedMinor: 1 }));
    expect(w.do(redrive).kind).toBe("refused");
  });
});

describe("a silent OCS", () => {
  test("past the frozen end nothing can be known any more: a person, then the age limit", () => {
    const w = GIVEN.CL().pastEnd();
    withdrawn(w, w.silent());
    expect(w.code).toBe("PK");
    w.later(86_400_000).do(tick);
    expect(w.code).toBe("RF");
  });
  test("is not paid back at the first missed reading, even where that was opted in", () => {
    const w = GIVEN["CL opted in"]();
    withdrawn(w, w.silent());
    expect(w.code).toBe("CL");
    withdrawn(w.later(119_000), w.silent());
    expect(w.code).toBe("CL");
    withdrawn(w.later(16_000), w.silent());
    expect(w.code).toBe("RF");
    expect(w.t.credit.kind).toBe("owed");
    expect(w.t.returnReason).toBe("ocs_silent");
  });
  test("silent while crediting: closing, and the first reading that shows it credits it", () => {
    const w = GIVEN["CL silence"]();
    withdrawn(w, w.present());
    expect(w.code).toBe("CD");
    expect(w.t.refunds).toEqual([]);
  });
  test("an answer in between starts the count afresh", () => {
    const w = GIVEN.CR();
    recorded(w, w.silent());
    recorded(w.later(16_000), w.absent());
    recorded(w.later(121_000), w.silent());
    expect(w.code).toBe("CR");
  });
  test("a reading that led to the withdrawal starts the count afresh too", () => {
    const w = GIVEN["CL opted in"]();
    withdrawn(w, w.silent());
    withdrawn(w.later(20_000), w.absent());
    withdrawn(w.later(121_000), w.silent());
    expect([w.code, w.t.credit.kind]).toEqual(["CW", "withdrawing"]);
  });
  test("an ungranted one that could not be read after a lost try simply waits", () => {
    const w = GIVEN.PD();
    recorded(w, w.silent());
    expect([w.code, w.t.findings]).toEqual(["PD", []]);
  });
});

describe("what is owed", () => {
  test("is withdrawn once the OCS is back, and pays nothing a second time", () => {
    const w = refunded(GIVEN["RF owed"](), REFUNDED);
    withdrawn(w, w.present());
    recorded(w, w.tombstone());
    expect([w.code, w.t.credit.kind, w.t.refunds.length]).toEqual(["RD", "withdrawn", 1]);
  });
  test("a bucket seen enabled after its refund is owed again", () => {
    const w = GIVEN["RD withdrawn"]();
    const reading = w.present();
    w.do((t, ctx) => look(t, reading, ctx));
    expect([w.code, w.t.credit.kind]).toEqual(["RD", "owed"]);
  });
});
