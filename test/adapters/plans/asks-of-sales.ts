/** Questions about top-ups, their payers and their payments. */
import { createAlertFacts } from "../../../src/adapters/d1/alert-facts.ts";
import { createPayerBlocks } from "../../../src/adapters/d1/payer-blocks.ts";
import { createPayerDirectory } from "../../../src/adapters/d1/payer-directory.ts";
import { createPaymentBindings } from "../../../src/adapters/d1/payment-bindings.ts";
import { createProvisioningJobs } from "../../../src/adapters/d1/provisioning-jobs.ts";
import { createReadModels } from "../../../src/adapters/d1/read-models.ts";
import { createUsageAliases } from "../../../src/adapters/d1/usage-aliases.ts";
import type { BrowseFilter, TopUpFilter } from "../../../src/app/ports/read-models.ts";
import { payerId, toOfferId } from "../../../src/domain/base/ids.ts";
import { DAY_MS } from "../../../src/domain/base/time.ts";
import { CAST } from "../../fixtures/cast.ts";
import { type Asked, asked, type On } from "./asks.ts";
import { serviceId } from "./history.ts";
import { NOW } from "./history-facts.ts";
import { keepOf } from "./keep.ts";

const { ada } = CAST;
const LIMIT = 10;
const FIRST = { before: null, limit: LIMIT };
const NONE: BrowseFilter = {
  states: null,
  serviceId: null,
  brand: null,
  price: null,
  from: null,
  to: null,
  declined: false,
};
const intent = (i: number) => `pi_3${String(i).padStart(23, "0")}` as const;

export function salesAsks(on: On): readonly Asked[] {
  const { databases, main } = on;
  return [
    readModelsAsks(on),
    asked("createAlertFacts", () => createAlertFacts(databases), { read: (one) => one.read(NOW) }),
    asked("createProvisioningJobs", () => createProvisioningJobs(databases), {
      byNumber: (one) => one.byNumber(ada.service.ordinal * 1_000_000 + 100),
    }),
    asked("createPayerBlocks", () => createPayerBlocks(main, keepOf()), {
      blockingTopUp: (one) =>
        one.blockingTopUp({
          brand: "default",
          sessionId: "ses_100",
          emailKeys: ["key 200"],
          cardKeys: ["card 300"],
        }),
    }),
    payersAsks(on),
    bindingsAsks(on),
    asked("createUsageAliases", () => createUsageAliases(main), {
      give: (one) => one.give({ serviceId: ada.service.id, address: "digest" }, NOW),
      find: [
        (one) => one.find({ serviceUuid: "alias 7", imsi: null }, NOW),
        (one) => one.find({ serviceUuid: null, imsi: "999000000000007" }, NOW),
        (one) => one.find({ serviceUuid: "alias 7", imsi: "999000000000007" }, NOW),
      ],
      forget: (one) => one.forget(LIMIT, NOW),
    }),
  ];
}

function readModelsAsks({ databases, history: { topUpId, count } }: On): Asked {
  type Models = ReturnType<typeof createReadModels>;
  const list = (filter: TopUpFilter) => (one: Models) => one.topUps("all", filter, FIRST);
  const browse = (change: Partial<BrowseFilter>) => (one: Models) =>
    one.browse("all", { ...NONE, ...change }, FIRST);
  const middle = topUpId(count / 2);
  return asked("createReadModels", () => createReadModels(databases), {
    endedIntents: (one) => one.endedIntents([intent(1), intent(count)]),
    unfinishedServices: [
      (one) => one.unfinishedServices(null, LIMIT),
      (one) => one.unfinishedServices({ requestedAt: NOW - DAY_MS, serviceId: "svc_1" }, LIMIT),
    ],
    recentServices: (one) => one.recentServices({ engines: ["main"], after: middle, limit: LIMIT }),
    servicesToReconcile: (one) => one.servicesToReconcile(NOW, serviceId(5), LIMIT),
    unresolved: [(one) => one.unresolved("all", LIMIT), (one) => one.unresolved(["other"], LIMIT)],
    waitingApprovals: [
      (one) => one.waitingApprovals("all", NOW, LIMIT),
      (one) => one.waitingApprovals(["default"], NOW, LIMIT),
    ],
    topUps: [
      list({ by: "service_uuid", value: ada.service.serviceUuid }),
      list({ by: "imsi", value: ada.service.imsi ?? "" }),
      list({ by: "msisdn", value: "614100000007" }),
      list({ by: "intent", value: intent(7) }),
      list({ by: "top_ups", value: [topUpId(1), topUpId(count)] }),
      list({ by: "provision", value: ada.service.ordinal * 1_000_000 + 100 }),
      list({ by: "transaction", value: ada.service.ordinal * 1_000_000 + 101 }),
      list({ by: "invoice", value: 7 }),
      (one) =>
        one.topUps(
          ["default"],
          { by: "imsi", value: ada.service.imsi ?? "" },
          {
            before: middle,
            limit: LIMIT,
          },
        ),
    ],
    browse: [
      browse({}),
      browse({ from: middle, to: topUpId(count / 2 + 100) }),
      browse({ states: ["credited", "refunded", "parked", "refund_failed", "crediting"] }),
      browse({ states: ["refunded"], from: topUpId(10), to: middle }),
      browse({ serviceId: ada.service.id }),
      browse({ serviceId: ada.service.id, states: ["refunded", "parked", "credited"] }),
      browse({ price: { minor: 1, currency: "usd" } }),
      browse({ brand: "absent" }),
      browse({ declined: true }),
      browse({ declined: true, states: ["refunded", "credited"] }),
      browse({ declined: true, serviceId: ada.service.id, states: ["refunded"] }),
      (one) => one.browse("all", NONE, { before: middle, limit: LIMIT }),
    ],
    knownServices: (one) => one.knownServices(serviceId(5), LIMIT),
    knownBrands: (one) => one.knownBrands(),
    serviceOf: [
      (one) => one.serviceOf({ topUpId: middle }),
      (one) => one.serviceOf({ intentId: intent(7) }),
    ],
  });
}

function payersAsks({ databases, history: { topUpId } }: On): Asked {
  return asked("createPayerDirectory", () => createPayerDirectory(databases), {
    brands: (one) => one.brands(),
    byKeys: (one) => one.byKeys("default", ["key 500", "key 501"]),
    purchasesOf: (one) => one.purchasesOf(payerId(topUpId(502))),
    erase: (one) => one.erase([topUpId(503)]),
    sealedCustomers: (one) => one.sealedCustomers("cus_1", LIMIT),
    reseal: async (one) => {
      const [customer] = await one.sealedCustomers("", 1);
      if (!customer) throw new Error("no customer is sealed");
      await one.reseal([{ ...customer, was: customer.payer.sealed }]);
    },
  });
}

function bindingsAsks({ databases, history: { topUpId } }: On): Asked {
  const wish = {
    intentId: "pi_new",
    topUpId: topUpId(7),
    serviceId: ada.service.id,
    offerId: toOfferId("off_1"),
    quantity: 7,
    amount: { minor: 7000, currency: "usd" },
    unsold: null,
    deployment: "acme",
  } as const;
  return asked("createPaymentBindings", () => createPaymentBindings(databases), {
    bind: [(one) => one.bind(wish, NOW), (one) => one.bind({ ...wish, intentId: intent(8) }, NOW)],
    bindingOf: [(one) => one.bindingOf("pi_new"), (one) => one.bindingOf(intent(9))],
    takeUnfinished: (one) => one.takeUnfinished(LIMIT, NOW + DAY_MS),
  });
}
