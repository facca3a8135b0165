import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { IntentId } from "../../src/domain/base/ids.ts";
import { callStripe, newIntent, openStripeWorld, type StripeWorld } from "./stripe-world.ts";

/** The simulator's answers have the fields of Stripe's API description. */
const file = new URL("../fixtures/stripe-openapi.json", import.meta.url);
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(JSON.parse(readFileSync(file, "utf8")), "stripe");

let world: StripeWorld;
let intentId: IntentId;
beforeAll(async () => {
  world = await openStripeWorld();
  ({ intentId } = await world.payments.createIntent(newIntent("att_d_1")));
  world.simulator.admin.pay(intentId, "4000000000009995");
  world.simulator.admin.pay(intentId);
  world.simulator.admin.refundExternally(intentId, 100);
  world.simulator.admin.dispute(intentId, { kind: "chargeback" });
  await payWithAccounts();
});
afterAll(() => world.simulator.close());

/** One intent of each kind of account: failed, processing and paid. */
async function payWithAccounts(): Promise<void> {
  const { admin } = world.simulator;
  for (const account of ["000123456789", "AT611904300234573201", "paypal"]) {
    const { intentId } = await world.payments.createIntent(newIntent(`att_${account}`));
    const end = (good: boolean) =>
      account === "paypal"
        ? admin.threeDs(intentId, good ? "success" : "fail")
        : admin.completePayment(intentId, good ? "succeeded" : "failed");
    admin.pay(intentId, account);
    end(false);
    admin.pay(intentId, account);
    end(true);
    admin.refundExternally(intentId, 100);
    const open = await world.payments.createIntent(newIntent(`att_open_${account}`));
    admin.pay(open.intentId, account);
  }
}

test.each([
  ["PaymentIntent", "payment_intents", ["data.latest_charge.balance_transaction"]],
  ["Charge", "charges", ["data.refunds", "data.balance_transaction"]],
  ["Refund", "refunds", ["data.charge", "data.payment_intent.latest_charge"]],
  ["Dispute", "disputes", ["data.charge"]],
  ["Event", "events", []],
])("every %s is as described", async (schema, collection, expand) => {
  const form = Object.fromEntries(expand.map((path, i) => [`expand[${i}]`, path]));
  const { body } = await callStripe(world.simulator, "GET", `/v1/${collection}`, form);
  const things = (body as { data: unknown[] }).data;
  expect(things.length).toBeGreaterThan(0);
  const validate = ajv.compile({ $ref: `stripe#/components/schemas/${schema}` });
  for (const thing of things) {
    validate(thing);
    const faults = (validate.errors ?? []).filter((error) => error.keyword !== "anyOf");
    expect(faults.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`)).toEqual(
      [],
    );
  }
});
