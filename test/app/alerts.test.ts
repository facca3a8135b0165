/** How alerts are told: once, again after hours, through every way that works, and never lost. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { evaluateAlerts } from "../../src/app/alert/evaluate-alerts.ts";
import { deliverWebhook } from "../../src/app/webhook-out/deliver-webhook.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/domain/base/time.ts";
import {
  startWebhookReceiver,
  type WebhookReceiver,
} from "../simulators/webhook-receiver/server.ts";
import { AlertWorld, CRON } from "./alert-world.ts";
import { account } from "./test-backend.ts";
import { endpointAt } from "./webhook-world.ts";

const silence = ({ backend }: AlertWorld) => {
  backend.reading = { kind: "unreadable", at: 0, why: "timeout after 5000 ms" };
};
const answer = ({ backend }: AlertWorld) => {
  backend.reading = account(2);
};

describe("given an OCS that is silent for a night", () => {
  let world: AlertWorld;
  beforeEach(async () => {
    world = new AlertWorld(["oncall@example.com", "boss@example.com"]);
    await world.run();
    silence(world);
    await world.run({ times: 2 });
  });

  test("then both addresses get one email, with what is true and where to read on", () => {
    expect(world.mails.map(({ to }) => to.email)).toEqual([
      "oncall@example.com",
      "boss@example.com",
    ]);
    const [mail] = world.mails;
    expect(mail?.subject).toBe(
      "[critical] topup.example.com: A charging system does not answer; nothing is sold or credited there",
    );
    expect(mail?.text).toContain("Now: main: timeout after 5000 ms");
    expect(mail?.text).toContain("the heading ocs_unanswering in src/docs/runbook.md");
    expect(new Set(world.mails.map(({ noticeId }) => noticeId)).size).toBe(2);
  });

  test("and they are reminded every four hours, not every five minutes", async () => {
    world.subjects();
    await world.run({ times: 47 });
    expect(world.subjects()).toEqual([]);
    await world.run();
    expect(world.subjects()).toEqual([
      expect.stringContaining("still open: "),
      expect.stringContaining("still open: "),
    ]);
    await world.run({ times: 47 });
    expect(world.subjects()).toEqual([]);
  });

  test("and an OCS that comes and goes for minutes neither ends it nor opens a second one", async () => {
    world.subjects();
    for (let n = 0; n < 6; n++) {
      answer(world);
      await world.run();
      silence(world);
      await world.run();
    }
    expect(world.subjects()).toEqual([]);
    answer(world);
    expect(await world.run({ times: 2 })).toEqual([]);
    expect(world.subjects()).toHaveLength(2);
  });
});

describe("ways of telling that fail", () => {
  test("a mail service that is silent: each address gets it once it is back, and only once", async () => {
    const world = new AlertWorld(["oncall@example.com", "boss@example.com"]);
    world.mailDown = true;
    silence(world);
    await world.run({ times: 3 });
    expect(world.mails).toEqual([]);
    expect(world.backend.logged.map(({ event }) => event)).toContain("alert_not_told");
    world.mailDown = false;
    await world.run({ times: 3 });
    expect(world.subjects()).toHaveLength(2);
  });

  test("given it opened and ended meanwhile: both are told, in their order", async () => {
    const world = new AlertWorld();
    world.mailDown = true;
    silence(world);
    await world.run({ times: 2 });
    answer(world);
    await world.run({ times: 2 });
    world.mailDown = false;
    await world.run();
    expect(world.subjects().map((one) => one.includes("recovered"))).toEqual([false, true]);
  });

  test("given nothing takes it for three days: given up, with a line", async () => {
    const world = new AlertWorld();
    world.mailDown = true;
    silence(world);
    await world.run({ times: 2 });
    answer(world);
    await world.run({ times: 2 });
    world.backend.now += 72 * HOUR_MS;
    await world.run();
    expect(world.backend.logged.map(({ event }) => event)).toContain("alert_notices_dropped");
  });

  test("given D1 is silent: email tells it at once, webhooks when D1 is back", async () => {
    const world = new AlertWorld();
    await world.run();
    world.backend.watch.databaseDown = true;
    expect(await world.run({ times: 2 })).toEqual(["d1_unanswering"]);
    expect(world.subjects()).toHaveLength(1);
    expect(world.backend.watch.queued).toEqual([]);
    world.backend.watch.databaseDown = false;
    await world.run();
    expect(world.subjects(), "not told again").toEqual([]);
  });

  test("given the alert book is silent: thrown, for the dead-man's address to tell", async () => {
    const world = new AlertWorld();
    world.backend.watch.bookDown = true;
    await expect(evaluateAlerts(world.ports, CRON)).rejects.toThrow("alert book");
  });

  test("given two runs of the cron at once: they count as one", async () => {
    const world = new AlertWorld();
    silence(world);
    await world.run();
    await Promise.all([evaluateAlerts(world.ports, CRON), evaluateAlerts(world.ports, CRON)]);
    expect(world.mails).toEqual([]);
    world.backend.now += MINUTE_MS;
    await evaluateAlerts(world.ports, CRON);
    expect(world.mails).toHaveLength(1);
  });
});

describe("given a deployment whose alerts have no reader", () => {
  test("then a finding says so, until one is named; a development deployment has none", async () => {
    const world = new AlertWorld([]);
    await world.run();
    expect(world.backend.deploymentFindings.found.size).toBe(0);
    world.backend.publishedKeys = "refused";
    await world.run();
    expect([...world.backend.deploymentFindings.found.keys()]).toEqual([
      "alerts_unheard deployment",
    ]);
    world.backend.alertEmails = ["oncall@example.com"];
    await world.run();
    expect(world.backend.deploymentFindings.found.size).toBe(0);
  });
});

describe("given a webhook endpoint that hears alerts", () => {
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    receiver = await startWebhookReceiver();
  });
  afterAll(() => receiver.close());

  test("then it is called, signed, when the alert opens and when it recovers", async () => {
    const world = new AlertWorld([]);
    const { backend } = world;
    backend.anyWebhookUrl = true;
    receiver.admin.now = () => backend.now;
    const { secret } = await endpointAt(backend.ports, receiver.url, ["alert.*"]);
    receiver.admin.secrets = [secret];
    silence(world);
    await world.run({ times: 2 });
    answer(world);
    await world.run({ times: 2 });
    for (const { ref } of backend.watch.queued) await deliverWebhook(world.ports, CRON, ref);
    expect(receiver.admin.received).toMatchObject([
      { wrong: null, body: { type: "alert.opened", data: { alert: "ocs_unanswering" } } },
      { wrong: null, body: { type: "alert.recovered", data: { severity: "critical" } } },
    ]);
  });
});
