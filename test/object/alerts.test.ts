/** From the cron to a mailbox and to an endpoint, with the real Worker; and the log of an end. */
import {
  createExecutionContext,
  createScheduledController,
  waitOnExecutionContext,
} from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { endpointWithSecretView } from "../../src/contract/operator-webhooks.ts";
import { DAY_MS, MINUTE_MS } from "../../src/domain/base/time.ts";
import worker from "../../src/index.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import type { SentMail } from "../simulators/mailbox/mails.ts";
import type { Received } from "../simulators/webhook-receiver/server.ts";
import { until } from "./support/until.ts";
import { customerOf, deliverWebhooks, fetchWorker, freshMember, Watcher } from "./support/world.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Far from what other tests do at the same Stripe, so that the sweep finds nothing of it. */
const LATER_MS = 10 * DAY_MS;
const START = Date.now() + LATER_MS;

/** The Worker as the platform calls it, with the bindings of this test. */
interface Scheduled {
  scheduled(controller: ScheduledController, env: object): Promise<void>;
}

/** The next run of the five-minute cron, `n` runs after the first. */
async function cron(n: number): Promise<void> {
  const at = START + n * 5 * MINUTE_MS;
  vi.useFakeTimers({ toFake: ["Date"], now: at });
  await receiver("switch", { at });
  const controller = createScheduledController({ cron: "*/5 * * * *", scheduledTime: at });
  const ctx = createExecutionContext();
  await (worker as Scheduled).scheduled(controller, env);
  await waitOnExecutionContext(ctx);
}
async function receiver<Answer>(what: string, body: object = {}): Promise<Answer> {
  const answer = await fetch(`${env.RECEIVER_URL}/_admin/${what}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Answer;
}
const received = async () => (await receiver<{ received: Received[] }>("received")).received;
async function mailsToOnCall(): Promise<SentMail[]> {
  const answer = await fetch(`${env.MAIL_URL}/_admin/mails`);
  const { mails } = (await answer.json()) as { mails: SentMail[] };
  return mails.filter(({ to }) => to.some((one) => one.includes("oncall@example.com"))).reverse();
}
async function addWebhook(): Promise<void> {
  const order = { reason: "a test", url: `${env.RECEIVER_URL}/hook`, types: ["alert.*"] };
  const answer = await fetchWorker("/operator/webhooks", {
    method: "POST",
    body: JSON.stringify(order),
    headers: {
      Authorization: `Bearer ${OPERATORS.anna.token}`,
      "Content-Type": "application/json",
    },
  });
  const { secret } = endpointWithSecretView.parse(await answer.json());
  await receiver("switch", { secrets: [secret] });
}
/** Only the probe meets it, so that other tests sell on. */
const ocsFault = (what: string, body: object) =>
  fetch(new URL(`/_admin/${what}`, env.CGRATES_URL), {
    method: "POST",
    body: JSON.stringify(body),
  }).then((answer) => answer.json() as Promise<{ result: string }>);

describe("given an OCS that stops to answer", () => {
  test("then on-call gets an email and the endpoint a signed webhook; both hear when it is over", async () => {
    await addWebhook();
    await cron(0);
    expect(await mailsToOnCall()).toEqual([]);
    const { result: id } = await ocsFault("faults", {
      kind: "fail_before",
      account: "edge-topup-probe",
    });
    await cron(1);
    await cron(2);
    const [opened] = await until(async () => {
      const mails = await mailsToOnCall();
      return mails.length > 0 && mails;
    });
    expect(opened?.subject).toContain("A charging system does not answer");
    const first = await until(async () => (await received())[0]);
    expect(first).toMatchObject({ wrong: null, body: { type: "alert.opened" } });
    await ocsFault("clear-faults", { id });
    await cron(3);
    await cron(4);
    const mails = await until(async () => {
      const all = await mailsToOnCall();
      return all.length > 1 && all;
    });
    expect(mails.map(({ subject }) => subject?.includes("recovered"))).toEqual([false, true]);
    const second = await until(async () => (await received())[1]);
    expect(second).toMatchObject({
      wrong: null,
      duplicate: false,
      body: { type: "alert.recovered", data: { alert: "ocs_unanswering" } },
    });
  });
});

describe("given a top-up that is credited", () => {
  /** What the Worker and its objects write, as objects. */
  function lines() {
    const written = vi.spyOn(console, "log").mockImplementation(() => {});
    return () =>
      written.mock.calls.flatMap(([line]): Record<string, unknown>[] => {
        const text = String(line);
        return text.startsWith("{") ? [JSON.parse(text)] : [];
      });
  }
  function points() {
    const proto = Object.getPrototypeOf(env.METRICS) as AnalyticsEngineDataset;
    const written = vi.spyOn(proto, "writeDataPoint").mockImplementation(() => {});
    return () => written.mock.calls.map(([point]) => point ?? {});
  }
  async function buyOne(key: string) {
    const member = await freshMember();
    const customer = customerOf(member);
    const created = await customer.buy(7, key);
    const watcher = await Watcher.on(created.top_up);
    await customer.confirm(created);
    await deliverWebhooks(created, 2);
    await watcher.untilState("credited");
    return created;
  }

  test("then one line says so, with its times, its version and the id of a request", async () => {
    const logged = lines();
    const created = await buyOne("key-of-the-line-of-an-end");
    const ends = logged().filter(({ event }) => event === "top_up_credited");
    expect(ends).toHaveLength(1);
    expect(ends[0]).toMatchObject({
      topUpId: created.top_up.id,
      serviceId: created.top_up.service_id,
      version: expect.stringMatching(/\+dev$/),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      requestedAt: expect.stringMatching(/Z$/),
      paidToEndMs: expect.any(Number),
      grantedToEndMs: expect.any(Number),
    });
    for (const line of logged()) expect(line).toHaveProperty("requestId");
  });

  test("no alert, delivery or point holds anything of the customer", async () => {
    const [logged, written] = [lines(), points()];
    const created = await buyOne("key-of-nothing-personal");
    const names = written().map(({ blobs }) => blobs?.[0]);
    expect(names).toEqual(expect.arrayContaining(["top_up_ended", "call", "queue_batch"]));
    const rows = await env.DB.batch([
      env.DB.prepare("SELECT * FROM webhook_outgoing"),
      env.DB.prepare("SELECT * FROM webhook_delivery"),
    ]);
    const told = JSON.stringify([
      written(),
      rows.map(({ results }) => results),
      await received(),
      await mailsToOnCall(),
      logged()
        .filter(({ event }) => event === "top_up_credited")
        .map(({ topUpId, serviceId, ...rest }) => rest),
    ]);
    expect(told).not.toContain("key-of-nothing-personal");
    expect(told).not.toContain(created.top_up.id);
    expect(told).not.toContain(created.top_up.service_id);
  });
});
