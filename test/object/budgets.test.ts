import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Meter } from "./support/meter.ts";
import { customerOf, deliverWebhooks, freshMember, objectOf, Watcher } from "./support/world.ts";

describe("what a top-up costs", () => {
  afterEach(() => vi.restoreAllMocks());

  test("given a top-up that is never paid: no row in D1", async () => {
    // The first sale of all writes down which deployment this is.
    await customerOf(await freshMember()).buy(1, "key-first-of-all");
    const member = await freshMember();
    const customer = customerOf(member);
    await customer.getService();
    const meter = await Meter.on(objectOf(member));
    const created = await customer.buy(7, "key-never-paid");
    await customer.cancel(created);
    expect(meter.rowsWritten).toBe(0);
  });

  test("given a top-up that is paid: from request to receipt it stays within the budget", async () => {
    const member = await freshMember();
    // What is asked first makes the tables of an object, which is not counted.
    await customerOf(member).buy(1, "key-to-make-the-tables");
    await env.KEYED.get(env.KEYED.idFromName("sequence:default")).release({ ids: ["top_0"] });
    const alertBook = env.KEYED.get(env.KEYED.idFromName("alerts:deployment"));
    await alertBook.noteSignal({ name: "webhook_received", value: null });
    const customer = customerOf(member);
    const meter = await Meter.on(objectOf(member));
    const created = await customer.buy(7, "key-of-the-budget");
    const watcher = await Watcher.on(created.top_up);
    await customer.confirm(created);
    // Four rates of unpaid top-ups, four of tries; a rate that is new makes its tables too.
    const ofRates = meter.otherCommits;
    const callsBeforePaid = meter.calls(env.CGRATES_URL);
    await deliverWebhooks(created);
    await watcher.untilState("credited");
    await watcher.until(({ receipt }) => receipt === "sent");
    await meter.untilRow("SELECT 1 FROM ledger_transaction WHERE service_id = ?", member);

    const afterPaid = meter.calls(env.CGRATES_URL) - callsBeforePaid;
    expect(afterPaid, "OCS calls after payment").toBe(3);
    // Create, read the token, confirm, read; and read once more for the webhook (decision 32).
    expect(meter.calls(env.STRIPE_API_URL), "Stripe calls of ours").toBeLessThanOrEqual(5);
    expect(meter.commits, "object commits").toBeLessThanOrEqual(8);
    expect(ofRates, "commits of the rates").toBeLessThanOrEqual(16);
    // That a webhook came is noted once in half a minute and isolate, whatever is sold meanwhile.
    expect(meter.otherCommits - ofRates, "the invoice sequence, and that signal").toBe(2);
    expect(meter.messages, "queue messages").toBeLessThanOrEqual(4);
    expect(meter.rowsWritten, "D1 rows, indexes and inbox included").toBeLessThanOrEqual(30);
    expect(meter.objectRowsWritten, "rows of all objects, alarms included").toBeLessThanOrEqual(70);
    expect(meter.alarmsSet, "alarms set, of all objects").toBeLessThanOrEqual(8);
    expect(meter.own.rowsWritten, "rows of the service's object").toBeLessThanOrEqual(36);
    expect(meter.own.statements, "its statements").toBeLessThanOrEqual(44);
    expect(meter.ownAlarmsSet, "its alarms").toBeLessThanOrEqual(3);
    const { commits, messages, rowsWritten, own } = meter;
    const counts = [commits, messages, rowsWritten, own.rowsWritten, own.statements];
    expect(
      Math.min(...counts, meter.calls(env.STRIPE_API_URL)),
      "the meter is running",
    ).toBeGreaterThan(0);
  });
});
