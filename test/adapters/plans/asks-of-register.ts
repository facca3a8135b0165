/** Questions to the register: services, links, offers, brands, keys of operators, findings. */
import { DAYS_BUCKET } from "../../../src/adapters/cgrates/days-bucket.ts";
import { encodeForCgrates } from "../../../src/adapters/cgrates/encode.ts";
import { createBrandRegister } from "../../../src/adapters/d1/brand-register.ts";
import { createDeployment } from "../../../src/adapters/d1/deployment.ts";
import { createDeploymentFindings } from "../../../src/adapters/d1/deployment-findings.ts";
import { createLinks } from "../../../src/adapters/d1/links.ts";
import { createOperatorKeys } from "../../../src/adapters/d1/operator-keys.ts";
import { createRegister } from "../../../src/adapters/d1/register.ts";
import { saleTables } from "../../../src/adapters/d1/sale-tables.ts";
import type { StoredKey } from "../../../src/app/ports/operator-keys.ts";
import type { ServiceFacts } from "../../../src/app/ports/register.ts";
import { KESTREL, KESTREL_OFFER } from "../../fixtures/brands.ts";
import { CAST } from "../../fixtures/cast.ts";
import { OPERATORS } from "../../fixtures/operators.ts";
import { type Asked, asked, type On } from "./asks.ts";
import { serviceId } from "./history.ts";
import { NOW } from "./history-facts.ts";
import { keepOf, silent, stopped } from "./keep.ts";

const LIMIT = 10;
const { ada } = CAST;
const account = (n: number) => ({
  ocs: ada.service.ocs,
  tenant: ada.service.tenant,
  account: `grown ${n}`,
});
const FACTS: ServiceFacts = {
  brand: "default",
  serviceUuid: "00000000-0000-4000-8000-999999999999",
  kind: "mobile_data",
  label: "Mobile data",
  status: "active",
  imsi: "001019999999999",
  msisdn: "61400000000",
  timeZone: "UTC",
  account: account(999_999_999),
};
const engines = { names: ["main"], encode: encodeForCgrates };
const keyOf = (n: number): StoredKey => ({
  ...OPERATORS.anna.key,
  id: `key_01k${String(n).padStart(23, "0")}`,
  createdAt: NOW,
});

export function registerAsks(on: On): readonly Asked[] {
  const { main } = on;
  const findings = () => createDeploymentFindings(main, { clock: stopped, engines });
  return [
    servicesAsks(on),
    asked("createLinks", () => createLinks(main), {
      currentOrNew: [
        (one) => one.currentOrNew({ serviceId: serviceId(7), linkId: "lnk_new" }),
        (one) => one.currentOrNew({ serviceId: CAST.dora.service.id, linkId: "lnk_other" }),
      ],
      rotate: (one) => one.rotate(serviceId(7)),
      revoke: [(one) => one.revoke(serviceId(7), NOW)],
    }),
    asked("createDeploymentFindings", findings, {
      raise: (one) => one.raise({ kind: "bad_row", subject: "offer/off_bad", detail: "why" }),
      close: (one) => one.close({ kind: "bad_row", subject: "service/gone 7" }),
      open: (one) => one.open(LIMIT),
      openOf: (one) => one.openOf("bad_row", LIMIT),
      recheckRows: [
        async (one) => {
          for (const row of ["brand/kestrel", "service/svc_1", "link/lnk_1", "operator_key/key_1"])
            await one.raise({ kind: "bad_row", subject: row, detail: "why" });
          await one.raise({
            kind: "bad_row",
            subject: `offer/${KESTREL_OFFER.id}`,
            detail: "why",
          });
          await one.recheckRows(200);
        },
      ],
    }),
    keysAsks(on),
    asked("createBrandRegister", () => createBrandRegister(main), {
      all: (one) => one.all(),
      history: (one) => one.history("default", LIMIT),
      write: (one) =>
        one.write(
          { ...KESTREL, publicUrl: "https://topup.kestrel.example" },
          { revision: 1, at: NOW, actor: "anna", reason: "test", before: null, after: {} },
          ["topup.kestrel.example"],
        ),
    }),
    asked("saleTables", () => saleTables(main, keepOf()), {
      get: (one) => one.get("all", "anew"),
      put: null,
      age: null,
    }),
    asked("createDeployment", () => deploymentOn(main), {
      standing: (one) => one.standing(),
      recordCheck: (one) => one.recordCheck([]),
      checkFailed: null,
    }),
  ];
}

const deploymentOn = (main: D1Database) =>
  createDeployment(main, {
    tables: saleTables(main, keepOf()),
    id: "acme-1",
    publicUrl: "https://topup.example.net",
    livemode: true,
    clock: stopped,
    log: silent,
  });

function servicesAsks({ main }: On): Asked {
  const make = () =>
    createRegister(main, {
      pricePerDay: { minor: 1000, currency: "usd" },
      daysBucketOf: () => DAYS_BUCKET,
      brands: { byId: async () => null },
      engines,
      keep: keepOf(),
      report: async () => {},
    });
  return asked("createRegister", make, {
    byId: (one) => one.byId(serviceId(7)),
    byAddress: [(one) => one.byAddress("10.0.0.7"), (one) => one.byAddress("2001:db8::1")],
    byLink: (one) => one.byLink(`lnk_${serviceId(7).slice(4)}`),
    byImsi: (one) => one.byImsi("001010000001007"),
    byNumbers: (one) => one.byNumbers({ imsi: "001010000001007", msisdns: ["614100001007"] }),
    byUuid: (one) => one.byUuid("00000000-0000-4000-8000-000000001007"),
    byAccount: (one) => one.byAccount(account(7)),
    networksOf: (one) => one.networksOf(serviceId(7)),
    put: [
      (one) => one.put("svc_new", FACTS, ["192.0.2.7", "2001:db8::/64"], null),
      (one) => one.put("svc_new", FACTS, ["192.0.2.8"], "default"),
    ],
    offersFor: (one) => one.offersFor({ brand: "default", account: { ocs: "main" } }),
    takeServicesToTell: (one) => one.takeServicesToTell(LIMIT, NOW),
    noteTold: (one) => one.noteTold({ serviceId: serviceId(7), closed: false }),
    closedStatusOf: (one) => one.closedStatusOf([serviceId(7), serviceId(8)]),
  });
}

function keysAsks({ main }: On): Asked {
  const work: Promise<void>[] = [];
  const needs = {
    report: async () => {},
    log: silent,
    later: (one: Promise<void>) => void work.push(one),
  };
  return asked("createOperatorKeys", () => createOperatorKeys(main, needs), {
    byId: (one) => one.byId(keyOf(1).id),
    all: (one) => one.all(),
    add: (one) => one.add(keyOf(1)),
    addFirstAdministrator: (one) => one.addFirstAdministrator(keyOf(2), NOW),
    replace: (one) => one.replace(keyOf(1).id, { now: NOW, retiresAt: NOW + 1 }, keyOf(3)),
    revoke: (one) => one.revoke(keyOf(3).id, NOW),
    noteUsed: async (one) => {
      one.noteUsed(keyOf(3), NOW);
      await Promise.all(work);
    },
  });
}
