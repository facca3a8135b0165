/** A payment that a bank takes days for, up to the email in the mailbox (rows P2, N3). */
import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TopUpCreated } from "../../src/contract/api.ts";
import { toId } from "../../src/domain/base/ids.ts";
import type { CastMember } from "../fixtures/cast.ts";
import type { SentMail } from "../simulators/mailbox/mails.ts";
import { until } from "./support/until.ts";
import {
  customerOf,
  deliverWebhooks,
  freshMember,
  intentOf,
  objectOf,
  stripe,
} from "./support/world.ts";

const MINUTE_MS = 60_000;
const later = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });

async function mailsTo(email: string): Promise<readonly SentMail[]> {
  const answer = await fetch(`${env.MAIL_URL}/_admin/mails`);
  const { mails } = (await answer.json()) as { mails: SentMail[] };
  return mails.filter(({ to }) => to.some((one) => one.includes(email)));
}

describe("given a bank that takes days", () => {
  let member: CastMember;
  let created: TopUpCreated;
  let email: string;
  beforeEach(async () => {
    member = await freshMember();
    const key = `key-of-notices-${member.service.ordinal}`;
    email = `${key}@example.com`;
    const customer = customerOf(member);
    created = await customer.buy(7, key);
    await stripe("POST", `/v1/payment_intents/${intentOf(created)}/confirm`, {
      payment_method: "pm_usBankAccount_processing",
      return_url: "http://portal.test/done",
    });
    await customer.sync(created);
  });
  afterEach(() => vi.useRealTimers());
  const alarm = () => runDurableObjectAlarm(objectOf(member));
  const stateOf = async () =>
    (await objectOf(member).getTopUp({ topUpId: toId("top", created.top_up.id) }))?.state;

  const messages = async (count: number) =>
    until(async () => {
      const mails = await mailsTo(email);
      return mails.length >= count && [...mails].reverse();
    });

  test("then an email says so a minute later, and another when the payment succeeds", async () => {
    expect(await stateOf()).toBe("processing");
    await alarm();
    expect(await mailsTo(email), "not before the minute is over").toEqual([]);
    later(MINUTE_MS);
    await alarm();
    const [message] = await messages(1);
    expect(message?.subject).toContain("bank");
    expect(message?.text).toContain("$70.00");
    later(MINUTE_MS);
    await alarm();
    await fetch(`${env.STRIPE_API_URL}/_admin/intents/${intentOf(created)}/complete`, {
      method: "POST",
      body: JSON.stringify({ outcome: "succeeded" }),
    });
    await deliverWebhooks(created);
    const both = await messages(2);
    expect(both.map(({ subject }) => subject)).toEqual([message?.subject, expect.any(String)]);
    expect(await stateOf()).toBe("credited");
  });
});
