/** Top-ups that nothing was paid for do not stay for ever, and dropping one loses no money. */

import { beforeEach, describe, expect, test } from "vitest";
import type { OpenedTopUp } from "../../src/app/payment/open-payment.ts";
import { syncPayment } from "../../src/app/payment/sync-payment.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import type { TopUp } from "../../src/domain/top-up/top-up.ts";
import { STEPS } from "../../src/object/service/schema.ts";
import { Store } from "../../src/object/service/store.ts";
import { migrate } from "../../src/object/storage/migrate.ts";
import { CRON } from "./actors.ts";
import { intentOf, openTopUp, pressPay, refTo, requestInput, SESSION } from "./journeys.ts";
import { memorySql } from "./memory-sql.ts";
import { TestBackend } from "./test-backend.ts";

let backend: TestBackend;
let opened: OpenedTopUp;
beforeEach(async () => {
  backend = new TestBackend();
  opened = await openTopUp(backend);
  const { topUpId } = opened.view;
  await backend.object.port.cancelTopUp({ topUpId, sessionId: SESSION });
});

const sync = () => syncPayment(backend.ports, CRON, { intentId: intentOf(opened) });
const drive = (days: number) => {
  backend.now += days * DAY_MS;
  backend.object.core.forgetPayers();
  backend.object.core.dropUnpaid();
};
const isThere = () => backend.object.core.store.load(opened.view.topUpId) !== null;
const canceledAtStripe = async () => {
  backend.stripe.change(intentOf(opened), { status: "canceled" });
  await sync();
};

describe("a top-up that ended without money", () => {
  test("30 days after Stripe has confirmed: state, log, keys and payer are gone", async () => {
    await canceledAtStripe();
    const { store } = backend.object.core;
    const { topUpId } = opened.view;
    drive(29.9);
    expect(isThere()).toBe(true);
    drive(0.1);
    expect(isThere()).toBe(false);
    expect(store.log(topUpId)).toEqual([]);
    expect(store.keysOf(topUpId).count).toBe(0);
    expect(store.payers.of(topUpId)).toBeNull();
    expect(store.unpaid.nextDropAt()).toBeNull();
  });

  test("never before Stripe has confirmed that its intent is canceled", () => {
    drive(400);
    expect(isThere()).toBe(true);
  });

  test("never with an intent that Stripe has not canceled yet, besides its own", async () => {
    await canceledAtStripe();
    const { topUpId } = opened.view;
    const attemptId = backend.stripe.created[0]?.attemptId;
    if (!attemptId) throw new Error("no attempt");
    await backend.object.port.recordIntent({ topUpId, attemptId, intentId: "pi_orphan" });
    drive(400);
    expect(isThere()).toBe(true);
  });

  test("never one on which a bank worked: D1 knows it", async () => {
    backend.stripe.change(intentOf(opened), { status: "processing" });
    await sync();
    await canceledAtStripe();
    drive(400);
    expect(isThere()).toBe(true);
  });

  test("its key is new afterwards, and makes another top-up", async () => {
    await canceledAtStripe();
    drive(30);
    const again = await pressPay(backend, await requestInput(backend));
    expect(again.ok && again.value.created).toBe(true);
    expect(again.ok && again.value.view.topUpId).not.toBe(opened.view.topUpId);
  });

  test("money that comes all the same is a payment in review, with a finding", async () => {
    await canceledAtStripe();
    drive(30);
    backend.stripe.pay(intentOf(opened));
    await sync();
    const view = await backend.object.port.getTopUp(refTo(opened));
    expect(view?.state).toBe("in_review");
    const kept = await backend.object.port.loadTopUp(refTo(opened));
    expect(kept?.findings).toContain("unknown_payment");
  });

  test("an event's number is never given again, because D1 knows the log by it", async () => {
    const sql = memorySql();
    migrate(sql, STEPS);
    const store = new Store(sql);
    const id = opened.view.topUpId;
    const topUp = (await backend.object.port.loadTopUp(refTo(opened))) as TopUp;
    const noted = (one: Store) => {
      const seq = one.append(id, { type: "Noted", what: "x" }, backend.now);
      one.save(topUp, backend.now);
      return seq;
    };
    store.commit(() => noted(store));
    store.commit(() => {
      sql.all("DELETE FROM event");
      store.saveFacts({ lastSeq: store.seq });
    });
    const woken = new Store(sql);
    expect(woken.commit(() => noted(woken))).toBe(2);
  });
});
