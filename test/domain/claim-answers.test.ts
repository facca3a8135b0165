/** What a consumer gets instead of a fence. */
import { describe, expect, test } from "vitest";
import { claimTopUp } from "../../src/domain/top-up/decide/claim.ts";
import { grantCredit } from "../../src/domain/top-up/decide/grant.ts";
import type { StopReason } from "../../src/domain/top-up/decide/stop-reason.ts";
import { GIVEN, type Given } from "./cells/given.ts";

const nothingToDo = (why: StopReason) => ({ kind: "done", why });

describe("a consumer that claims gets nothing to do", () => {
  test("with in_hand while another one has a live lease", () => {
    const w = GIVEN.PD();
    expect(w.do(claimTopUp)).toMatchObject({ kind: "grant", fence: 1 });
    expect(w.do(claimTopUp)).toEqual(nothingToDo("in_hand"));
  });

  test("and gets a new fence once that lease has run out", () => {
    const w = GIVEN.PD();
    w.do(claimTopUp);
    w.later(w.context().timings.leaseMs);
    expect(w.do(claimTopUp)).toMatchObject({ kind: "grant", fence: 2 });
  });

  test("an engine that is slow, not silent: to revoke it gets 20 s a call, 45 s a try, 60 s", () => {
    const w = GIVEN.RS();
    const budget = { callMs: 20_000, tryMs: 45_000 };
    expect(w.do(claimTopUp)).toEqual({ kind: "revoke", fence: w.t.drive.fence, budget });
    expect(w.t.drive.lease?.until).toBe(w.now + 60_000);
    const paid = GIVEN.PD();
    const short = { callMs: 2500, tryMs: 8000 };
    expect(paid.do(claimTopUp)).toEqual({ kind: "grant", fence: 1, budget: short });
  });

  test("with not_your_turn while an earlier top-up of the account is being added", () => {
    const w = GIVEN.PD();
    expect(w.do(claimTopUp, { hasTurn: false })).toEqual(nothingToDo("not_your_turn"));
    expect(w.do(claimTopUp)).toMatchObject({ kind: "grant", fence: 1 });
  });

  test("with not_approved while the payment is in review", () => {
    expect(GIVEN.RV().do(claimTopUp)).toEqual(nothingToDo("not_approved"));
  });

  const ended: Given[] = ["AW", "CA", "CD", "RF", "RD", "PK"];
  test.each(ended)(
    "with nothing_to_do before the payment, after the end and in parked: %s",
    (given) => {
      const w = GIVEN[given]();
      const before = w.log.length;
      expect(w.do(claimTopUp)).toEqual(nothingToDo("nothing_to_do"));
      expect(w.log).toHaveLength(before);
    },
  );
});

describe("a consumer that lost its turn between claim and grant", () => {
  test("gets not_your_turn and nothing to send", () => {
    const w = GIVEN.PD();
    const fence = w.fence();
    const reading = w.absent();
    const answer = w.do((t, ctx) => grantCredit(t, { fence, reading }, ctx), { hasTurn: false });
    expect(answer).toEqual({ kind: "stop", why: "not_your_turn" });
    expect(w.t.credit.kind).toBe("none");
  });
});
