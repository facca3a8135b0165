import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import type { Permit } from "../../src/domain/top-up/decide/grant.ts";
import type { CastMember } from "../fixtures/cast.ts";
import { accountWith, paid, requestInput } from "./support/requests.ts";
import { customerOf, fetchWorker, freshMember, loseMessages, objectOf } from "./support/world.ts";

const answered = { kind: "answered", text: "OK" } as const;
const bodyOf = (permit: Permit): { ExpiryTime: number; ID: string } => {
  if (permit.kind !== "send") throw new Error(`no permit: ${permit.why}`);
  const { Balance } = JSON.parse(permit.body).params[0];
  return { ExpiryTime: Date.parse(Balance.ExpiryTime), ID: Balance.ID };
};

describe("a service object, by itself", () => {
  let member: CastMember;
  // No message reaches a queue: the tests act as the consumer.
  beforeEach(async () => {
    member = await freshMember();
    loseMessages();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test("given the same key again: the same top-up; for other input: a conflict", async () => {
    const object = objectOf(member);
    const first = await requestInput(member);
    const again = { ...(await requestInput(member)), idempotencyKey: first.idempotencyKey };
    const { topUpId } = first.request;
    expect(await object.requestTopUp(first)).toMatchObject({ kind: "open", view: { topUpId } });
    expect(await object.requestTopUp(again)).toMatchObject({ kind: "open", view: { topUpId } });
    const other = await object.requestTopUp({ ...again, inputHash: "another" });
    expect(other).toMatchObject({ kind: "refused", code: "key_conflict" });
  });

  test("given the key comes from another session: the same top-up, without a client secret", async () => {
    const mine = await customerOf(member).buy(7, "key-of-two-sessions");
    const theirs = await customerOf(member).buy(7, "key-of-two-sessions");
    expect(mine.payment_intent_id).toMatch(/^pi_/);
    expect(theirs.top_up.id).toBe(mine.top_up.id);
    expect(theirs.payment_intent_id).toBeNull();
  });

  test("given two paid top-ups: the second waits for its turn, and begins where the first ends", async () => {
    const object = objectOf(member);
    const [first, second] = [await requestInput(member), await requestInput(member)];
    for (const one of [first, second]) {
      await object.requestTopUp(one);
      await object.recordPayment({ reading: paid(one), reconstructed: null });
    }
    const a = { topUpId: first.request.topUpId, fence: 1 };
    const b = { topUpId: second.request.topUpId, fence: 1 };
    expect(await object.claimTopUp(b)).toEqual({ kind: "done", why: "not_your_turn" });
    expect(await object.claimTopUp(a)).toMatchObject({ kind: "grant", fence: 1 });
    const empty = accountWith({});
    const end = bodyOf(await object.grantCredit({ ...a, reading: empty })).ExpiryTime;
    expect(await object.claimTopUp(b)).toEqual({ kind: "done", why: "not_your_turn" });
    const there = accountWith({ [a.topUpId]: end });
    const credited = await object.recordEvidence({ ...a, write: answered, reading: there });
    expect(credited).toMatchObject({ state: "credited" });
    expect(await object.claimTopUp(b)).toMatchObject({ kind: "grant", fence: 1 });
    const next = bodyOf(await object.grantCredit({ ...b, reading: there }));
    expect(next).toEqual({ ID: b.topUpId, ExpiryTime: end + 7 * DAY_MS });
  });

  test("given a claim: no other until its lease ends, and after that its fence is refused", async () => {
    const object = objectOf(member);
    const one = await requestInput(member);
    await object.requestTopUp(one);
    await object.recordPayment({ reading: paid(one), reconstructed: null });
    const { topUpId } = one.request;
    expect(await object.claimTopUp({ topUpId })).toMatchObject({ kind: "grant", fence: 1 });
    expect(await object.claimTopUp({ topUpId })).toEqual({ kind: "done", why: "in_hand" });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DEFAULT_TIMINGS.leaseMs + 1 });
    expect(await object.claimTopUp({ topUpId })).toMatchObject({ kind: "grant", fence: 2 });
    const late = await object.grantCredit({ topUpId, fence: 1, reading: accountWith({}) });
    expect(late.kind).toBe("stop");
    const now = await object.grantCredit({ topUpId, fence: 2, reading: accountWith({}) });
    expect(now.kind).toBe("send");
  });

  test("given an invented service: reading makes no table, the first top-up makes them", async () => {
    const tables = (id: string) =>
      runInDurableObject(env.SERVICE.get(env.SERVICE.idFromName(id)), (_, { storage }) =>
        storage.sql
          .exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
          .toArray(),
      );
    const invented = `svc_${"z".repeat(26)}`;
    const answer = await fetchWorker(`/api/top-ups/${invented}/top_${"z".repeat(26)}`);
    expect(answer.status).toBe(404);
    expect(await tables(invented)).toEqual([]);
    await objectOf(member).requestTopUp(await requestInput(member));
    expect(await tables(member.service.id)).toContainEqual({ name: "top_up" });
  });
});
