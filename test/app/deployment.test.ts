/** The name of the deployment on its payments: what follows where it is not the one it was. */
import { describe, expect, test } from "vitest";
import { cancelTopUp } from "../../src/app/payment/cancel-top-up.ts";
import { checkDeployment } from "../../src/app/payment/ownership/check-deployment.ts";
import { receiveWebhook } from "../../src/app/payment/receive-webhook.ts";
import { syncPayment } from "../../src/app/payment/sync-payment.ts";
import type { StripeEvent } from "../../src/app/ports/payments.ts";
import { sweepBindings } from "../../src/app/recovery/sweep-bindings.ts";
import { processRefunds } from "../../src/app/refund/process-refunds.ts";
import { requestRefund } from "../../src/app/refund/request-refund.ts";
import type { RefundOutcome } from "../../src/domain/refund/refund.ts";
import { customer, SESSION, WEBHOOK } from "./actors.ts";
import { OWN_ENDPOINT } from "./fake-stripe.ts";
import {
  codeOf,
  getServiceView,
  intentOf,
  openTopUp,
  pressPay,
  refTo,
  requestInput,
} from "./journeys.ts";
import { callLegacy, INTENT, paidByCaller } from "./legacy-caller.ts";
import { NOW, SERVICE_ID, TestBackend } from "./test-backend.ts";

const CRON = { kind: "system", trigger: "cron" } as const;
const QUEUE = { kind: "system", trigger: "queue" } as const;

function event(type: string, change: Partial<StripeEvent>): StripeEvent {
  const base = { id: `evt_${type}`, type, createdAt: NOW, livemode: false };
  return { ...base, intentId: null, metadata: null, refund: null, ...change };
}
async function webhook(backend: TestBackend, about: StripeEvent): Promise<string> {
  const input = { rawBody: JSON.stringify(about), signature: "right" };
  const received = await receiveWebhook(backend.ports, WEBHOOK, input);
  if (!received.ok) throw new Error(received.error.code);
  return received.value.outcome;
}
const stateOf = async (backend: TestBackend, ref: ReturnType<typeof refTo>) =>
  (await backend.object.port.getTopUp(ref))?.state;

/** A top-up whose payment was begun under another id: the deployment was renamed since. */
async function underAnotherId(backend: TestBackend) {
  const opened = await openTopUp(backend);
  const intentId = intentOf(opened);
  backend.stripe.retag(intentId);
  return { ref: refTo(opened), intentId };
}

describe("a payment whose id the object holds is ours, whatever its tag says", () => {
  test("it succeeds: paid", async () => {
    const backend = new TestBackend();
    const { ref, intentId } = await underAnotherId(backend);
    backend.stripe.pay(intentId);
    const about = event("payment_intent.succeeded", { intentId });
    expect(await webhook(backend, about)).toBe("recorded");
    expect(await stateOf(backend, ref)).toBe("paid");
  });

  test("refunds and disputes of an old one are heard", async () => {
    const backend = new TestBackend();
    const { ref, intentId } = await underAnotherId(backend);
    backend.stripe.pay(intentId);
    await webhook(backend, event("payment_intent.succeeded", { intentId }));
    backend.stripe.change(intentId, { disputed: true });
    expect(await webhook(backend, event("charge.dispute.created", { intentId }))).toBe("recorded");
    const disputed = await backend.object.port.loadTopUp(ref);
    expect(disputed?.money?.disputed).toBe(true);
    backend.stripe.change(intentId, { disputed: false, returnedMinor: 7000 });
    expect(await webhook(backend, event("charge.refunded", { intentId }))).toBe("recorded");
    const refunded = await backend.object.port.loadTopUp(ref);
    expect(refunded?.money?.refundedExternallyMinor).toBe(7000);
  });

  test("our own refund is recorded by its row, not as one of others", async () => {
    const backend = new TestBackend();
    const { ref, intentId } = await underAnotherId(backend);
    backend.stripe.pay(intentId);
    await webhook(backend, event("payment_intent.succeeded", { intentId }));
    await requestRefund(backend.ports, customer(SESSION), ref);
    const refundId = (await backend.object.port.loadTopUp(ref))?.refunds[0]?.refundId;
    backend.stripe.refunds.set("re_1", { kind: "succeeded", stripeRefundId: "re_1" });
    backend.stripe.change(intentId, { returnedMinor: 7000 });
    const refund = { stripeRefundId: "re_1", refundId: refundId ?? null };
    await webhook(backend, event("refund.updated", { intentId, refund }));
    expect(await stateOf(backend, ref)).toBe("refunded");
  });

  test("it is canceled", async () => {
    const backend = new TestBackend();
    const { ref } = await underAnotherId(backend);
    await cancelTopUp(backend.ports, customer(SESSION), ref);
    await processRefunds(backend.ports, QUEUE, ref);
    expect(await stateOf(backend, ref)).toBe("canceled");
  });

  test("one that the object does not hold is another deployment's, and left alone", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    const known = backend.stripe.intents.get(intentOf(opened));
    if (!known) throw new Error("it was made above");
    backend.stripe.intents.set("pi_other", { ...known, intentId: "pi_other" });
    backend.stripe.retag("pi_other");
    backend.stripe.pay("pi_other");
    const about = event("payment_intent.succeeded", { intentId: "pi_other" });
    expect(await webhook(backend, about)).toBe("not_ours");
    expect(await stateOf(backend, refTo(opened))).toBe("awaiting_payment");
  });
});

describe("given the call died after tagging, and the deployment was renamed since", () => {
  /** The payment carries our tag under the id that we had then. */
  async function renamed(tag: string) {
    const backend = new TestBackend();
    paidByCaller(backend);
    backend.object.failNext = "importPayment";
    await callLegacy(backend);
    backend.stripe.retag(INTENT, tag);
    backend.deployment.id = "renamed-1";
    backend.deployment.firstId = "renamed-1";
    return backend;
  }

  function topUpOf({ object }: TestBackend) {
    const [t] = object.core.store.newestFrom(0);
    if (!t) throw new Error("no top-up");
    return t;
  }

  test("the sweep of bindings knows it as ours: paid, and its refunds are heard", async () => {
    const backend = await renamed("test-1");
    await sweepBindings(backend.ports, CRON);
    const { topUpId } = topUpOf(backend).request;
    expect(await stateOf(backend, { serviceId: SERVICE_ID, topUpId })).toBe("paid");
    backend.stripe.change(INTENT, { disputed: true });
    await syncPayment(backend.ports, WEBHOOK, { intentId: INTENT });
    expect(topUpOf(backend).money?.disputed).toBe(true);
  });

  test("under an id that was never ours it stays another deployment's", async () => {
    const backend = await renamed("staging-1");
    await sweepBindings(backend.ports, CRON);
    expect([...backend.object.core.store.newestFrom(0)]).toEqual([]);
  });
});

const OTHER_ENDPOINT = { ...OWN_ENDPOINT, url: "https://staging.example/webhooks/stripe" };

/** The two ways in which the id is not this deployment's alone. */
const CONFLICTS: readonly (readonly [string, (backend: TestBackend) => void])[] = [
  ["another id than at the first start", ({ deployment }) => (deployment.firstId = "old-1")],
  [
    "an id that another webhook endpoint claims",
    ({ deployment, stripe }) => {
      deployment.isCheckDue = true;
      stripe.endpoints = [OWN_ENDPOINT, OTHER_ENDPOINT];
    },
  ],
];

describe.each(CONFLICTS)("given %s", (_what, given) => {
  test("sales stop by name, a finding is open, and nothing was asked of Stripe", async () => {
    const backend = new TestBackend();
    const input = await requestInput(backend);
    given(backend);
    expect(codeOf(await pressPay(backend, input))).toBe("deployment_id_conflict");
    expect(backend.stripe.created).toEqual([]);
    await checkDeployment(backend.ports, CRON);
    expect([...backend.deploymentFindings.found.keys()]).toEqual([
      "deployment_id_conflict deployment",
    ]);
  });

  test("the page says so before anything is typed; another reason not to sell comes first", async () => {
    const backend = new TestBackend();
    given(backend);
    await checkDeployment(backend.ports, CRON);
    const view = await getServiceView(backend);
    expect(view).toMatchObject({ blocked: "deployment_id_conflict", offers: [], quotes: {} });
    backend.atAddress = [{ ...backend.service, status: "suspended" }];
    backend.service = { ...backend.service, status: "suspended" };
    expect((await getServiceView(backend)).blocked).toBe("service_suspended");
  });

  test("refunds wait; what was paid is recorded, and is refunded when it is cured", async () => {
    const backend = new TestBackend();
    const opened = await openTopUp(backend);
    const ref = refTo(opened);
    given(backend);
    backend.stripe.pay(intentOf(opened));
    await webhook(backend, event("payment_intent.succeeded", { intentId: intentOf(opened) }));
    await requestRefund(backend.ports, customer(SESSION), ref);
    const sent: unknown[] = [];
    const done: RefundOutcome = { kind: "succeeded", stripeRefundId: "re_1" };
    backend.stripe.createRefund = async (...order: unknown[]) => {
      sent.push(order);
      return done;
    };
    await processRefunds(backend.ports, QUEUE, ref);
    expect(sent).toEqual([]);
    expect(await stateOf(backend, ref)).toBe("refunding");
    backend.deployment.firstId = backend.deployment.id;
    backend.stripe.endpoints = [OWN_ENDPOINT];
    await checkDeployment(backend.ports, CRON);
    expect(backend.deploymentFindings.found.size).toBe(0);
    await processRefunds(backend.ports, QUEUE, ref);
    expect(sent).toHaveLength(1);
    expect(await stateOf(backend, ref)).toBe("refunded");
  });
});

test("Stripe does not say which endpoints there are: everything stays as it was known", async () => {
  const backend = new TestBackend();
  backend.stripe.failNext = "listWebhookEndpoints";
  expect(await checkDeployment(backend.ports, CRON)).toBeNull();
  backend.deployment.claims = ["https://staging.example"];
  backend.stripe.failNext = "listWebhookEndpoints";
  expect(await checkDeployment(backend.ports, CRON)).toContain("https://staging.example");
});

test("a key that may not read endpoints is a finding, and stops nothing; with it, it closes", async () => {
  const backend = new TestBackend();
  backend.stripe.endpoints = "forbidden";
  expect(await checkDeployment(backend.ports, CRON)).toBeNull();
  const open = () => [...backend.deploymentFindings.found.values()].map(({ kind }) => kind);
  expect(open()).toEqual(["deployment_not_checked"]);
  backend.deployment.claims = ["https://staging.example"];
  expect(await checkDeployment(backend.ports, CRON), "as it was known").toContain("staging");
  backend.stripe.endpoints = [OWN_ENDPOINT];
  expect(await checkDeployment(backend.ports, CRON)).toBeNull();
  expect(open()).toEqual([]);
});

test("disabled endpoints, other ids and our own host names claim nothing", async () => {
  const backend = new TestBackend();
  const url = "https://staging.example/webhooks/stripe";
  backend.stripe.endpoints = [
    { url, enabled: false, deployment: "test-1" },
    { url, enabled: true, deployment: "staging-1" },
    { url, enabled: true, deployment: null },
    OWN_ENDPOINT,
  ];
  expect(await checkDeployment(backend.ports, CRON)).toBeNull();
  expect(backend.deploymentFindings.found.size).toBe(0);
});

test("no endpoint carries our id: a finding that stops nothing; with one, it closes", async () => {
  const backend = new TestBackend();
  backend.stripe.endpoints = [{ ...OWN_ENDPOINT, enabled: false }];
  expect(await checkDeployment(backend.ports, CRON)).toBeNull();
  const [found] = backend.deploymentFindings.found.values();
  expect(found).toMatchObject({ kind: "deployment_unclaimed" });
  expect(found?.detail).toContain("deployment=test-1");
  backend.stripe.endpoints = [OWN_ENDPOINT];
  await checkDeployment(backend.ports, CRON);
  expect(backend.deploymentFindings.found.size).toBe(0);
});

test.each(["silent", "forbidden"])("Stripe is %s at the first sale, which goes on", async (how) => {
  const backend = new TestBackend();
  backend.deployment.isCheckDue = true;
  if (how === "silent") backend.stripe.failNext = "listWebhookEndpoints";
  else backend.stripe.endpoints = "forbidden";
  expect(await pressPay(backend, await requestInput(backend))).toMatchObject({ ok: true });
  expect(backend.deployment.isCheckDue, "the next sale asks no more").toBe(false);
  expect(backend.deploymentFindings.found.size, "the sweep raises it").toBe(0);
});
