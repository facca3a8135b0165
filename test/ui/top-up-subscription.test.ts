import { describe, expect, test } from "vitest";
import type { TopUpJson } from "../../src/contract/api.ts";
import type { TopUpName } from "../../src/domain/top-up/names.ts";
import {
  type SubscriptionSource,
  TopUpSubscription,
} from "../../src/ui/portal/result/top-up-subscription.script.ts";
import { topUpJson } from "./samples.ts";

const at = (state: TopUpName, second: number, over: Partial<TopUpJson> = {}) =>
  topUpJson(state, { since: new Date(1_736_000_000_000 + second * 1000).toISOString(), ...over });

/** A clock that moves only when told. */
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
    /** Lets time pass and everything that follows from it settle. */
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
    ...{ reads: 0, settles: 0, closed: false, server: served },
    shown: [] as string[],
    /** What Stripe says once it is looked at; null: nobody can look. */
    stripe: served,
    /** News for which Stripe was asked, and what the look means. */
    looks: [] as string[],
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
      seen.settles += 1;
      return seen.stripe;
    },
    later,
  };
  const subscription = new TopUpSubscription(browser, first, (t, check) => {
    seen.shown.push(t.state);
    if (check !== "none") seen.looks.push(check);
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
  test("changes the moment a push arrives, and asks for nothing", async () => {
    const page = world(at("awaiting_payment", 0));
    page.live.start();
    page.live.confirmed();
    page.push(at("paid", 1));
    page.push(at("credited", 2, { receipt: "sent" }));
    await page.pass(60_000);
    expect(page.seen.shown).toEqual(["paid", "credited"]);
    expect(page.seen).toMatchObject({ reads: 0, settles: 0, closed: true });
  });

  test("older news never replaces newer", () => {
    const page = world(at("paid", 1));
    page.live.start();
    page.push(at("credited", 5, { receipt: "on_its_way" }));
    page.push(at("crediting", 3));
    expect(page.seen.shown).toEqual(["credited"]);
  });

  test("another top-up's push is not ours", () => {
    const page = world(at("paid", 1));
    page.live.start();
    page.push(at("credited", 5, { id: "top_2" }));
    expect(page.seen.shown).toEqual([]);
  });

  test("confirmed and no push within two seconds: the server is asked to look, once", async () => {
    const page = world(at("awaiting_payment", 0), at("paid", 3));
    page.live.start();
    page.live.confirmed();
    await page.pass(1999);
    expect(page.seen.settles).toBe(0);
    await page.pass(1);
    expect(page.seen).toMatchObject({ settles: 1, reads: 0, shown: ["paid"] });
  });

  test("confirmed, and nobody can look: asked again until somebody has looked", async () => {
    const page = world(at("awaiting_payment", 0));
    page.live.start();
    page.dropSocket();
    page.live.confirmed();
    await page.pass(50_000);
    expect(page.seen.settles).toBeGreaterThan(1);
    expect(page.seen.looks).toEqual([]);
    page.seen.stripe = at("awaiting_payment", 0);
    await page.pass(15_000);
    expect(page.seen.looks, "it never reached the bank: so much is known now").toEqual(["sure"]);
    const { settles } = page.seen;
    await page.pass(60_000);
    expect(page.seen.settles).toBe(settles);
  });

  test("confirmed, and open at every look: only the last one is sure", async () => {
    const page = world(at("awaiting_payment", 0), at("awaiting_payment", 0));
    page.live.start();
    page.live.confirmed();
    await page.pass(2000);
    expect(page.seen.looks, "the bank may be deciding").toEqual(["open"]);
    await page.pass(37_999);
    expect(new Set(page.seen.looks)).toEqual(new Set(["open"]));
    await page.pass(1);
    expect(page.seen.looks.at(-1)).toBe("sure");
    const { settles } = page.seen;
    await page.pass(60_000);
    expect(page.seen.settles, "no doubt is left").toBe(settles);
  });

  test("confirmed, open at the first look, and then the bank says yes: seen without a push", async () => {
    const page = world(at("awaiting_payment", 0), at("awaiting_payment", 0));
    page.live.start();
    page.live.confirmed();
    await page.pass(2000);
    page.seen.stripe = at("paid", 4);
    await page.pass(3000);
    expect(page.seen.shown).toEqual(["awaiting_payment", "paid"]);
    expect(page.seen.looks).not.toContain("sure");
  });

  test("confirmed, and the look finds that the bank declined: sure at once", async () => {
    const declined = at("awaiting_payment", 0, { decline_code: "insufficient_funds" });
    const page = world(at("awaiting_payment", 0), declined);
    page.live.start();
    page.live.confirmed();
    await page.pass(2000);
    expect(page.seen.looks).toEqual(["sure"]);
  });

  test("the decline of the card before says nothing about this one", async () => {
    const declined = at("awaiting_payment", 0, { decline_code: "insufficient_funds" });
    const page = world(declined, declined);
    page.live.start();
    page.live.confirmed();
    await page.pass(2000);
    expect(page.seen.looks).toEqual(["open"]);
  });

  test.each(["confirmed", "reopened"] as const)(
    "%s, and looking is refused: what our server knows by now is shown",
    async (how) => {
      const page = world(at("awaiting_payment", 0), null);
      page.seen.server = at("credited", 3, { receipt: "sent" });
      page.live.start();
      page.dropSocket();
      page.live[how]();
      await page.pass(2000);
      expect(page.seen).toMatchObject({ shown: ["credited"], looks: [] });
      expect(page.seen.settles).toBeGreaterThan(0);
    },
  );

  test("come back to unpaid: Stripe is asked at once what became of the last try", async () => {
    const page = world(at("awaiting_payment", 0), at("awaiting_payment", 0));
    page.live.start();
    page.live.reopened();
    await page.pass(0);
    expect(page.seen).toMatchObject({ settles: 1, reads: 0, looks: ["sure"] });
  });

  test("without a socket it polls, ever more slowly, until the end", async () => {
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

  test("a socket that has gone quiet is not trusted for ever", async () => {
    const page = world(at("paid", 1), at("credited", 4, { receipt: "sent" }));
    page.live.start();
    await page.pass(15_000);
    expect(page.seen.shown).toEqual(["credited"]);
    expect(page.seen.closed).toBe(true);
  });

  test("credited without a socket: the receipt is asked for only so often", async () => {
    const page = world(at("paid", 1), at("credited", 4, { receipt: "on_its_way" }));
    page.live.start();
    page.dropSocket();
    await page.pass(10 * 60_000);
    expect(page.seen.reads).toBeLessThan(10);
    expect(page.waiting()).toEqual([]);
  });

  test("one that is over is left alone", () => {
    const page = world(at("refunded", 1));
    page.live.start();
    expect(page.waiting()).toEqual([]);
  });
});
