/** Payers after the purchase: forgotten when unpaid, erased on request, sealed anew. */
import { beforeEach, describe, expect, test } from "vitest";
import { createPayerDirectory } from "../../src/adapters/d1/payer-directory.ts";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { reportingVault } from "../../src/adapters/d1/reporting-vault.ts";
import { projectServices } from "../../src/app/ledger/project-services.ts";
import { sendNotices } from "../../src/app/notice/send-notices.ts";
import { erasePayer } from "../../src/app/operator/erase-payer.ts";
import { findPayer } from "../../src/app/operator/find-payer.ts";
import { type ResealCursor, resealPayers } from "../../src/app/operator/reseal-payers.ts";
import { cancelTopUp } from "../../src/app/payment/cancel-top-up.ts";
import type { OpenedTopUp } from "../../src/app/payment/open-payment.ts";
import { syncTopUp } from "../../src/app/payment/sync-top-up.ts";
import type { PayerVault } from "../../src/app/ports/payer-vault.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import { payerId } from "../../src/domain/base/ids.ts";
import { DEFAULT_TIMINGS } from "../../src/domain/base/timings.ts";
import { LOCAL_RINGS, vaultOf } from "../fixtures/payers.ts";
import { SimulatedDatabases } from "../simulation/world/databases.ts";
import { customer, operator, QUEUE, SESSION } from "./actors.ts";
import { ANNA, codeOf, intentOf, openTopUp, refTo } from "./journeys.ts";
import { SERVICE_ID, TestBackend } from "./test-backend.ts";

const kim = operator("kim");
/** A second key in front of each ring of `LOCAL_RINGS`. */
const NEWER = {
  SEAL_KEYS: `newer:${btoa("n".repeat(32))},${LOCAL_RINGS.SEAL_KEYS}`,
  PAYER_KEY_SECRETS: `newer:${btoa("p".repeat(32))},${LOCAL_RINGS.PAYER_KEY_SECRETS}`,
};
const ONLY_NEWER = {
  SEAL_KEYS: NEWER.SEAL_KEYS.split(",")[0] ?? "",
  PAYER_KEY_SECRETS: NEWER.PAYER_KEY_SECRETS.split(",")[0] ?? "",
};

let backend: TestBackend;
let d1: SimulatedDatabases;
let ports: Ports;
const withVault = (vault: PayerVault): Ports => {
  const { deploymentFindings: findings, log, clock } = ports;
  return { ...ports, payerVault: reportingVault(vault, { findings, log, clock }) };
};
beforeEach(() => {
  backend = new TestBackend();
  d1 = new SimulatedDatabases();
  d1.all(
    `INSERT INTO service (id, ordinal, brand, service_uuid, kind, label, status, ocs, tenant,
       account, time_zone) VALUES (?, 1, 'default', 'u', 'hotspot_dongle', 'D', 'active', 'main',
       't', 'a', 'UTC')`,
    SERVICE_ID,
  );
  ports = {
    ...backend.ports,
    projectionStore: createProjectionStore(d1.asDatabases),
    payerDirectory: createPayerDirectory(d1.asDatabases),
  };
});

let keys = 0;
/** A paid top-up that D1 knows. */
async function bought(email = ANNA.email, by: Ports = ports): Promise<OpenedTopUp> {
  const idempotencyKey = `key-of-payers-${++keys}`;
  const opened = await openTopUp(backend, {
    idempotencyKey,
    customer: { ...ANNA, email },
    allowRepeat: true,
  });
  backend.stripe.change(intentOf(opened), { status: "succeeded", method: "visa 4242" });
  const synced = await syncTopUp(ports, customer(), refTo(opened));
  expect(synced).toMatchObject({ ok: true, value: { view: { state: "paid" } } });
  await project(by);
  return opened;
}
async function project(by: Ports = ports): Promise<void> {
  backend.now += 60_000;
  await projectServices(by, QUEUE, [SERVICE_ID]);
}
const customers = () => d1.all("SELECT id, payer_key, payer_id, sealed FROM customer");
const rowOf = (opened: OpenedTopUp) => backend.object.core.store.payers.of(opened.view.topUpId);
const find = async (email: string, by: Ports = ports) => {
  const found = await findPayer(by, kim, { email });
  return found.ok ? found.value.purchases.map(({ topUpId }) => topUpId) : [];
};
const erase = (opened: OpenedTopUp, reason = "asked for it") =>
  erasePayer(ports, kim, { payerId: payerId(opened.view.topUpId), reason });

describe("one customer for one email of a brand", () => {
  test("whatever its case; another email is another customer", async () => {
    const one = await bought();
    const two = await bought("ANNA@example.com");
    const other = await bought("bea@example.com");
    expect(customers()).toHaveLength(2);
    expect(await find("Anna@Example.com")).toEqual([two.view.topUpId, one.view.topUpId]);
    expect(await find("bea@example.com")).toEqual([other.view.topUpId]);
    expect(await find("anna")).toEqual([]);
  });

  test("also when the secret of the payer keys was changed in between", async () => {
    const one = await bought();
    const two = await bought(ANNA.email, withVault(vaultOf(NEWER)));
    expect(customers()).toHaveLength(1);
    expect(String(customers()[0]?.payer_key)).toMatch(/^newer\./);
    const found = await find(ANNA.email, withVault(vaultOf(NEWER)));
    expect(found).toEqual([two.view.topUpId, one.view.topUpId]);
  });

  test("a block that no key opens is projected as it is, and said so in the log", async () => {
    const opened = await bought(ANNA.email, withVault(vaultOf(ONLY_NEWER)));
    expect(customers()).toMatchObject([{ sealed: rowOf(opened)?.sealed }]);
    expect(backend.logged).toContainEqual(expect.objectContaining({ event: "payer_not_opened" }));
  });
});

describe("erasing", () => {
  test("takes all purchases of the person, and of no other", async () => {
    const [one, two] = [await bought(), await bought()];
    const other = await bought("bea@example.com");
    expect(await erase(one)).toEqual({ ok: true, value: { erased: 2, failed: [] } });
    expect([rowOf(one), rowOf(two)]).toEqual([null, null]);
    expect(rowOf(other)).not.toBeNull();
    expect(customers()).toMatchObject([{ payer_id: payerId(other.view.topUpId) }]);
    expect(await find(ANNA.email)).toEqual([]);
  });

  test("adds who ordered it and why to the log, and changes no line before", async () => {
    const opened = await bought();
    const { log } = (await backend.object.port.getEvidence(opened.view)) ?? { log: [] };
    await erase(opened);
    const { log: after } = (await backend.object.port.getEvidence(opened.view)) ?? { log: [] };
    expect(after.slice(0, log.length)).toEqual(log);
    expect(after.slice(log.length).map(({ type }) => type)).toEqual([
      "OperatorActed",
      "PayerErased",
    ]);
    expect(after.at(-2)?.body).toMatchObject({ action: "erase_payer", reason: "asked for it" });
  });

  test("with a silent object: the order says so, and ordered again it goes on", async () => {
    const opened = await bought();
    backend.object.failNext = "erasePayer";
    expect(await erase(opened)).toEqual({ ok: true, value: { erased: 0, failed: [SERVICE_ID] } });
    expect(await erase(opened)).toEqual({ ok: true, value: { erased: 1, failed: [] } });
    expect(await erase(opened), "again").toEqual({ ok: true, value: { erased: 0, failed: [] } });
  });

  test("who buys again with the email is a new customer, whom the old log does not erase", async () => {
    const before = await bought();
    await erase(before);
    const again = await bought();
    await backend.object.port.reproject({ order: { actor: kim, reason: "restored" } });
    await project();
    expect(customers()).toMatchObject([{ payer_id: payerId(again.view.topUpId) }]);
    expect(await find(ANNA.email)).toEqual([again.view.topUpId]);
  });

  test("a notice that waits is not sent, and is no finding; the refund goes on", async () => {
    const opened = await bought();
    const { topUpId } = opened.view;
    await backend.object.port.requestRefund({ topUpId, sessionId: SESSION });
    await erase(opened);
    await sendNotices(ports, refTo(opened));
    const { refunds } = await backend.object.port.pendingStripeCalls({ topUpId });
    expect(refunds).toHaveLength(1);
    expect(backend.object.core.store.load(topUpId)?.findings).toEqual([]);
  });

  test("needs a reason, a known payer, and a key with the scope and the brand", async () => {
    const opened = await bought();
    const id = payerId(opened.view.topUpId);
    const order = { payerId: id, reason: "asked for it" };
    expect(codeOf(await erase(opened, " "))).toBe("reason_needed");
    expect(codeOf(await erasePayer(ports, kim, { ...order, payerId: "pay_1" }))).toBe("not_found");
    const other = operator("lee", { brands: ["other"] });
    expect(codeOf(await erasePayer(ports, other, order))).toBe("not_found");
    const support = operator("olga", { scopes: ["evidence:read"] });
    expect(codeOf(await erasePayer(ports, support, order))).toBe("forbidden");
    expect(rowOf(opened)).not.toBeNull();
  });
});

describe("a top-up that ended unpaid", () => {
  const cancelled = async () => {
    const opened = await openTopUp(backend);
    await cancelTopUp(ports, customer(), refTo(opened));
    const { topUpId } = opened.view;
    const { cancels } = await backend.object.port.pendingStripeCalls({ topUpId });
    const [order] = cancels;
    if (!order) throw new Error("nothing to cancel");
    const reading = await backend.stripe.cancelIntent(order);
    await backend.object.port.recordPayment({ reading, reconstructed: null });
    return opened;
  };

  test("forgets its payer after a week, by the alarm of its object", async () => {
    const opened = await cancelled();
    const { core } = backend.object;
    backend.now += DEFAULT_TIMINGS.unpaidPayerMs - 1;
    core.forgetPayers();
    expect(rowOf(opened)).not.toBeNull();
    expect(core.store.payers.nextForgetAt()).toBe(backend.now + 1);
    backend.now += 1;
    core.forgetPayers();
    expect(rowOf(opened)).toBeNull();
    expect(core.store.payers.nextForgetAt()).toBeNull();
  });

  test("paid late after all keeps its payer", async () => {
    const opened = await cancelled();
    backend.stripe.change(intentOf(opened), { status: "succeeded" });
    const reading = await backend.stripe.readIntent(intentOf(opened));
    if (reading) await backend.object.port.recordPayment({ reading, reconstructed: null });
    expect(backend.object.core.store.payers.nextForgetAt()).toBeNull();
    expect(rowOf(opened)).not.toBeNull();
  });
});

describe("sealing anew after the keys were changed", () => {
  /** Runs page after page, as the operator CLI does. */
  async function resealAll(by: Ports) {
    const done = { resealed: 0, unreadable: 0 };
    let after: ResealCursor | null = "";
    while (after !== null) {
      const page = await resealPayers(by, kim, { after });
      if (!page.ok) throw new Error(page.error.code);
      done.resealed += page.value.resealed;
      done.unreadable += page.value.unreadable;
      after = page.value.after;
    }
    return done;
  }

  test("then every row opens without the old keys, and a second run finds nothing", async () => {
    const opened = await bought();
    await bought("bea@example.com");
    const between = withVault(vaultOf(NEWER));
    expect(await resealAll(between)).toEqual({ resealed: 4, unreadable: 0 });
    const after = vaultOf(ONLY_NEWER);
    const row = rowOf(opened);
    expect(row && (await after.open(row))).toMatchObject(ANNA);
    expect(await find(ANNA.email, withVault(after))).toEqual([opened.view.topUpId]);
    expect(await resealAll(between)).toEqual({ resealed: 0, unreadable: 0 });
  });

  test("a row that was corrected meanwhile keeps the correction", async () => {
    const opened = await openTopUp(backend);
    const { topUpId } = opened.view;
    const was = rowOf(opened)?.sealed ?? "";
    const payer = await ports.payerVault.seal(payerId(topUpId), {
      ...ANNA,
      email: "right@example.com",
      brand: "default",
      ip: null,
    });
    backend.object.core.store.payers.save(topUpId, payer);
    const stale = { topUpId, was, payer: { ...payer, sealed: "stale" } };
    expect(await backend.object.port.resealPayers({ rows: [stale] })).toEqual({ resealed: 0 });
    expect(rowOf(opened)).toEqual(payer);
  });

  test("rows that no key opens are counted, and stay as they are", async () => {
    const opened = await bought();
    const before = rowOf(opened);
    expect(await resealAll(withVault(vaultOf(ONLY_NEWER)))).toEqual({ resealed: 0, unreadable: 2 });
    expect(rowOf(opened)).toEqual(before);
  });

  test("a key that has not all brands may not", async () => {
    const some = operator("lee", { brands: ["default"] });
    expect(codeOf(await resealPayers(ports, some, { after: "" }))).toBe("forbidden");
  });
});
