import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { TopUpCreated } from "../../src/contract/api.ts";
import { Meter } from "./support/meter.ts";
import { bringEvents, customerOf, objectOf, someone, Watcher } from "./support/world.ts";

const intentOf = (created: TopUpCreated) => created.client_secret?.split("_secret_")[0] ?? "";

describe("what one successful top-up costs", () => {
  afterEach(() => vi.restoreAllMocks());

  test("given one bought and paid: no more than the budget, from Pay to the receipt", async () => {
    const member = await someone();
    const customer = customerOf(member);
    await customer.look();
    const meter = await Meter.on(objectOf(member));
    const created = await customer.buy(7, "key-of-the-budget");
    const watcher = await Watcher.on(created.top_up);
    await customer.confirm(created);
    const callsBeforePaid = meter.calls(env.CGRATES_URL);
    await bringEvents(intentOf(created));
    await watcher.untilState("credited");
    await watcher.until(({ receipt }) => receipt === "sent");
    await meter.untilRows("SELECT count(*) AS n FROM invoice WHERE service_id = ?", member);

    expect(meter.calls(env.CGRATES_URL) - callsBeforePaid, "OCS calls after payment").toBe(3);
    expect(meter.calls(env.STRIPE_API_URL, "confirm"), "Stripe calls of ours").toBeLessThanOrEqual(
      3,
    );
    expect(meter.commits, "object commits").toBeLessThanOrEqual(8);
    expect(meter.messages, "queue messages").toBeLessThanOrEqual(4);
    expect(meter.rowsWritten, "D1 rows written, indexes and inbox included").toBeLessThanOrEqual(
      30,
    );
  });
});
