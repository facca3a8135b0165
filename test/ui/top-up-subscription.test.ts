import { describe, expect, test } from "vitest";
import type { TopUpJson } from "../../src/contract/api.ts";
import type { TopUpState } from "../../src/domain/top-up/states.ts";
import {
  type SubscriptionSource,
  TopUpSubscription,
} from "../../src/ui/portal/result/top-up-subscription.script.ts";
import { topUpJson } from "./samples.ts";

const at = (state: TopUpState, second: number, over: Partial<TopUpJson> = {}) =>
  topUpJson(state, { since: new Date(1_736_000_000_000 + second * 1000).toISOString(), ...over });

/** A clock that only `pass` moves. */
function clock() {
  let timers: { at: number; run: () => void }[] = [];
  let now = 0;
  return {
    later(ms: number, run: () => void) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    waiting: () => timers.map((timer) => timer.at - now),
    /** Lets time pass, and awaits everything that follows from it. */
    async pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const due = timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((other) => other !== due);
        now = due.at;
        due.run();
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = until;
    },
  };
}

/** A page, a server and a clock. */
function world(first: TopUpJson, served: TopUpJson | null = null) {
  let onText: (text: string) => void = () => {};
  let onEnd: () => void = () => {};
  const { later, waiting, pass } = clock();
  const seen = {
    reads: 0,
    syncs: 0,
    closed: false,
    server: served,
    shown: [] as string[],
    /** What a sync with Stripe returns; null: it cannot be made. */
    stripe: served,
    /** The versions for which Stripe was asked, with what it has said. */
    checks: [] as string[],
  };
  const browser: SubscriptionSource = {
    connect(text, end) {
      onText = text;
      onEnd = end;
      return {
        close: () => {
          seen.closed = true;
        },
      };
    },
    async read() {
      seen.reads += 1;
      return seen.server;
    },
    async sync() {
      seen.syncs += 1;
      return seen.stripe;
    },
    later,
  };
  const subscription = new TopUpSubscription(browser, first, (t, check) => {
    seen.shown.push(t.state);
    if (check !== "none") seen.checks.push(check);
  });
  return {
    live: subscription,
    seen,
    push: (top_up: TopUpJson) => onText(JSON.stringify({ type: "top_up", top_up })),
    dropSocket: () => onEnd(),
    waiting,
    pass,
  };
}

describe("a top-up on the page", () => {
  test("changes on a push, without a request", async () => {
    const page = world(at("awaiting_payment", 0));
    page.live.start();
    page.live.confirmed();
    page.push(at("paid", 1));
    page.push(at("credited", 2, { receipt: "sent" }));
    await page.pass(60_000);
    expect(page.seen.shown).toEqual(["paid", "credited"]);
    expect(page.seen).toMatchObject({ reads: 0, syncs: 0, closed: true });
  });

  test("is never replaced by an older version", () => {
    const page = world(at("paid", 1));
    page.live.start();
    page.push(at("credited", 5, { receipt: "on_its_way" }));
    page.push(at("crediting", 3));
    expect(page.seen.shown).toEqual(["credited"]);
  });

  test("ignores the push of another top-up", () => {
    const page = world(at("paid", 1));
    page.live.start();
    page.push(at("credited", 5, { id: "top_2" }));
    expect(page.seen.shown).toEqual([]);
  });

  test("confirmed, and no push within two seconds: one sync", async () => {
    const page = world(at("awaiting_payment", 0), at("paid", 3));
    page.live.start();
    page.live.confirmed();
    await page.pass(1999);
    expect(page.seen.syncs).toBe(0);
    await page.pass(1);
    expect(page.seen).toMatchObject({ syncs: 1, reads: 0, shown: ["paid"] });
  });

  test("confirmed, and the sync fails: it is repeated until it succeeds", async () => {
    const page = world(at("awaiting_payment", 0));
    page.live.start();
    page.dropSocket();
    page.live.confirmed();
    await page.pass(50_000);
    expect(page.seen.syncs).toBeGreaterThan(1);
    expect(page.seen.checks).toEqual([]);
    page.seen.stripe = at("awaiting_payment", 0);
    await page.pass(15_000);
    expect(page.seen.checks, "it never reached the bank: so much is known now").toEqual(["sure"]);
    const { syncs } = page.seen;
    await page.pass(60_000);
    expect(page.seen.syncs).toBe(syncs);
  });

  test("confirmed, and open at every check: only the last one is sure", async () => {
    const page = world(at("awaiting_payment", 0), at("awaiting_payment", 0));
    page.live.start();
    page.live.confirmed();
    await page.pass(2000);
    expect(page.seen.checks, "the bank may be deciding").toEqual(["open"]);
    await page.pass(37_999);
    expect(new Set(page.seen.checks)).toEqual(new Set(["open"]));
    await page.pass(1);
    expect(page.seen.checks.at(-1)).toBe("sure");
    const { syncs } = page.seen;
    await page.pass(60_000);
    expect(page.seen.syncs, "no doubt is left").toBe(syncs);
  });

  test("confirmed, open at the first check, then paid: noticed without a push", async () => {
    const page = world(at("awaiting_payment", 0), at("awaiting_payment", 0));
    page.live.start();
    page.live.confirmed();
    await page.pass(2000);
    page.seen.stripe = at("paid", 4);
    await page.pass(3000);
    expect(page.seen.shown).toEqual(["awaiting_payment", "paid"]);
    expect(page.seen.checks).not.toContain("sure");
  });

  test("confirmed, and the check finds a decline: sure at once", async () => {
    const declined = at("awaiting_payment", 0, { decline_code: "insufficient_funds" });
    const page = world(at("awaiting_payment", 0), declined);
    page.live.start();
    page.live.confirmed();
    await page.pass(2000);
    expect(page.seen.checks).toEqual(["sure"]);
  });

  test("confirmed, and the decline is an earlier card's: not sure", async () => {
    const declined = at("awaiting_payment", 0, { decline_code: "insufficient_funds" });
    const page = world(declined, declined);
    page.live.start();
    page.live.confirmed();
    await page.pass(2000);
    expect(page.seen.checks).toEqual(["open"]);
  });

  test.each(["confirmed", "reopened"] as const)(
    "%s, and the sync is refused: the top-up of our server is shown",
    async (how) => {
      const page = world(at("awaiting_payment", 0), null);
      page.seen.server = at("credited", 3, { receipt: "sent" });
      page.live.start();
      page.dropSocket();
      page.live[how]();
      await page.pass(2000);
      expect(page.seen).toMatchObject({ shown: ["credited"], checks: [] });
      expect(page.seen.syncs).toBeGreaterThan(0);
    },
  );

  test("opened while unpaid: synced at once", async () => {
    const page = world(at("awaiting_payment", 0), at("awaiting_payment", 0));
    page.live.start();
    page.live.reopened();
    await page.pass(0);
    expect(page.seen).toMatchObject({ syncs: 1, reads: 0, checks: ["sure"] });
  });

  test("without a socket it is polled, with growing pauses, until it has ended", async () => {
    const page = world(at("paid", 1), at("paid", 1));
    page.live.start();
    page.dropSocket();
    const gaps: number[] = [];
    for (let i = 0; i < 6; i++) {
      const [next] = page.waiting();
      gaps.push(next ?? -1);
      await page.pass(next ?? 0);
    }
    expect(gaps).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
    page.seen.server = at("refunded", 9);
    await page.pass(15_000);
    expect(page.seen.shown.at(-1)).toBe("refunded");
    expect(page.waiting()).toEqual([]);
  });

  test("a quiet socket is polled after a while", async () => {
    const page = world(at("paid", 1), at("credited", 4, { receipt: "sent" }));
    page.live.start();
    await page.pass(15_000);
    expect(page.seen.shown).toEqual(["credited"]);
    expect(page.seen.closed).toBe(true);
  });

  test("credited without a socket: the polls for the receipt have an end", async () => {
    const page = world(at("paid", 1), at("credited", 4, { receipt: "on_its_way" }));
    page.live.start();
    page.dropSocket();
    await page.pass(10 * 60_000);
    expect(page.seen.reads).toBeLessThan(10);
    expect(page.waiting()).toEqual([]);
  });

  test("one that has ended is neither polled nor subscribed", () => {
    const page = world(at("refunded", 1));
    page.live.start();
    expect(page.waiting()).toEqual([]);
  });
});
