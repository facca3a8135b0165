/** Ways to credit without payment, twice, or not at all. */
import { describe, expect, test } from "vitest";
import { grantCredit } from "../../src/domain/top-up/decide/grant.ts";
import {
  confirmCredited,
  redriveTopUp,
  refundTopUp,
} from "../../src/domain/top-up/decide/people.ts";
import { recordEvidence } from "../../src/domain/top-up/decide/record.ts";
import { reconcileCredit, tick } from "../../src/domain/top-up/decide/time.ts";
import {
  evidenceRecorded,
  GIVEN,
  granted,
  paymentRecorded,
  REFUNDED,
  refunded,
  revoked,
} from "./cells/given.ts";
import { answered, payment, TOP_UP_ID, type World } from "./cells/world.ts";

const body = (w: World) => {
  const fence = w.fence();
  const reading = w.absent();
  return w.do((t, ctx) => grantCredit(t, { fence, reading }, ctx));
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
    const answer = w.do((t, ctx) => grantCredit(t, { fence: old, reading }, ctx));
    expect(answer).toEqual({ kind: "stop", why: "stale_fence" });
    expect(w.t.credit.kind).toBe("none");
  });
  test("nothing is refunded while something is granted", () => {
    const w = GIVEN.CR();
    w.do(refundTopUp);
    w.later(86_400_000).do(tick);
    expect(w.t.refunds).toEqual([]);
    expect(w.code).toBe("RS");
  });
});

describe("a re-drive out of parked", () => {
  test("a late report of the generation before is no impossible event", () => {
    const w = GIVEN["PK revoked"]();
    const fence = w.t.drive.fence;
    w.do(redriveTopUp);
    expect(w.code).toBe("PD");
    for (const reading of [w.tombstone(), w.absent()]) {
      w.do((t, ctx) => recordEvidence(t, { fence, write: answered, reading }, ctx));
    }
    expect(w.code).toBe("PD");
    expect(w.t.findings).not.toContain("impossible");
  });
  test("nor while the top-up is in review, because part was refunded externally meanwhile", () => {
    const w = GIVEN["PK revoked"]();
    const fence = w.t.drive.fence;
    w.do(redriveTopUp);
    paymentRecorded(w, payment("succeeded", { returnedMinor: 1000 }));
    expect(w.code).toBe("RV");
    for (const reading of [w.tombstone(), w.absent(), w.silent()]) {
      w.do((t, ctx) => recordEvidence(t, { fence, write: answered, reading }, ctx));
    }
    expect(w.t.findings).not.toContain("impossible");
  });
});

describe("return is one-way", () => {
  test("confirming after the decision to return is refused", () => {
    for (const given of ["RK", "RE", "RF", "FF", "RD", "PK"] as const) {
      const w = GIVEN[given]();
      const answer = w.do((t, ctx) => confirmCredited(t, w.present(), ctx));
      expect(answer, given).toEqual({ kind: "refused", code: "wrong_state" });
    }
  });
  test("a reading that shows the credit late never reverses the decision", () => {
    for (const given of ["RK", "RF owed", "RF revoked", "RD revoked", "PK"] as const) {
      const w = GIVEN[given]();
      const before = w.code;
      evidenceRecorded(w, w.present());
      expect(w.code, given).toBe(before);
    }
  });
  test("the reasons operator and refunded externally are never overwritten", () => {
    const operator = GIVEN["RS operator"]();
    paymentRecorded(operator, payment("succeeded", { returnedMinor: 7000 }));
    expect(operator.t.resolving?.reason).toBe("operator");
    const money = GIVEN["RS refunded externally"]();
    money.do(refundTopUp);
    expect(money.t.resolving?.reason).toBe("refunded_externally");
  });
  test("resolving for an external refund ends in a revocation although the credit is there", () => {
    const w = GIVEN["RS refunded externally"]();
    revoked(w, w.present());
    expect(w.code).toBe("RK");
    evidenceRecorded(w, w.tombstone());
    expect(w.t.refunds.map((r) => r.amount.minor)).toEqual([6000]);
  });
});

describe("re-drive", () => {
  test("makes no second generation while the first may still appear", () => {
    const w = GIVEN.PK();
    expect(w.do(redriveTopUp).kind).toBe("refused");
  });
  test("gives the second generation an id of its own, and the first does not count", () => {
    const w = GIVEN["PK revoked"]();
    const first = w.bucket();
    w.do(redriveTopUp);
    expect(w.code).toBe("PD");
    granted(w);
    expect(w.t.credit.grant?.bucketId).toBe(`${TOP_UP_ID}.2`);
    const reading = { ...w.absent(), buckets: [first] };
    const fence = w.t.drive.fence;
    w.do((t, ctx) => recordEvidence(t, { fence, write: answered, reading }, ctx));
    expect(w.code).toBe("CR");
  });
  test("is refused once part was refunded externally", () => {
    const w = paymentRecorded(GIVEN["PK revoked"](), payment("succeeded", { returnedMinor: 1 }));
    expect(w.do(redriveTopUp).kind).toBe("refused");
  });
});

describe("a silent OCS", () => {
  test("past the frozen end no reading decides: parked, then the age limit", () => {
    const w = GIVEN.RS().pastEnd();
    revoked(w, w.silent());
    expect(w.code).toBe("PK");
    w.later(86_400_000).do(tick);
    expect(w.code).toBe("RF");
  });
  test("is not refunded at the first failed reading, even where the operator opted in", () => {
    const w = GIVEN["RS opted in"]();
    revoked(w, w.silent());
    expect(w.code).toBe("RS");
    revoked(w.later(119_000), w.silent());
    expect(w.code).toBe("RS");
    revoked(w.later(16_000), w.silent());
    expect(w.code).toBe("RF");
    expect(w.t.credit.kind).toBe("owed");
    expect(w.t.returnReason).toBe("ocs_silent");
  });
  test("while crediting: resolving, and the first reading that shows the bucket credits it", () => {
    const w = GIVEN["RS silence"]();
    revoked(w, w.present());
    expect(w.code).toBe("CD");
    expect(w.t.refunds).toEqual([]);
  });
  test("an answer in between starts the count afresh", () => {
    const w = GIVEN.CR();
    evidenceRecorded(w, w.silent());
    evidenceRecorded(w.later(16_000), w.absent());
    evidenceRecorded(w.later(121_000), w.silent());
    expect(w.code).toBe("CR");
  });
  test("a reading that led to the revocation starts the count afresh too", () => {
    const w = GIVEN["RS opted in"]();
    revoked(w, w.silent());
    revoked(w.later(20_000), w.absent());
    revoked(w.later(121_000), w.silent());
    expect([w.code, w.t.credit.kind]).toEqual(["RK", "revoking"]);
  });
  test("an ungranted top-up whose account cannot be read waits", () => {
    const w = GIVEN.PD();
    evidenceRecorded(w, w.silent());
    expect([w.code, w.t.findings]).toEqual(["PD", []]);
  });
});

describe("an owed credit", () => {
  test("is revoked once the OCS answers, and is not refunded a second time", () => {
    const w = refunded(GIVEN["RF owed"](), REFUNDED);
    revoked(w, w.present());
    evidenceRecorded(w, w.tombstone());
    expect([w.code, w.t.credit.kind, w.t.refunds.length]).toEqual(["RD", "revoked", 1]);
  });
  test("a bucket seen enabled after its refund is owed again", () => {
    const w = GIVEN["RD revoked"]();
    const reading = w.present();
    w.do((t, ctx) => reconcileCredit(t, reading, ctx));
    expect([w.code, w.t.credit.kind]).toEqual(["RD", "owed"]);
  });
});
