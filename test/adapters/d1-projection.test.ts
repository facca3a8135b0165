import { beforeEach, describe, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createWebhookInbox } from "../../src/adapters/d1/webhook-inbox.ts";
import type { ProjectionBatch } from "../../src/app/ports/projection-store.ts";
import { DAY_MS } from "../../src/domain/base/time.ts";
import { CAST, type CastMember } from "../fixtures/cast.ts";
import { closedPayer } from "../fixtures/payers.ts";
import { batchOf, credited, logOf, paid, requested, T0, topUpId } from "./d1-log.ts";
import { all, meteredDatabases, one, project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const store = createProjectionStore(databases());
const success = (n: number, member: CastMember = CAST.ada, firstSeq = 1) =>
  logOf(n, [requested(n, {}, member), paid(n, member), credited(n)], firstSeq);
const justPaid = (n: number) => logOf(n, [requested(n), paid(n)]);

beforeEach(resetTables);

/** The sale of seven days and its offset, both with these columns. */
const saleAndPayment = (both: object) => [
  {
    ...both,
    id: "TXN-1000001",
    kind: "sale",
    title: "Hotspot Topup - 7 Days",
    amount_minor: 7000,
    currency: "usd",
    at: T0 + 2000,
  },
  {
    ...both,
    id: "TXN-1000002",
    kind: "payment",
    title: "Payment for Invoice INV-000001",
    amount_minor: -7000,
    currency: "usd",
    at: T0 + 2000,
  },
];

describe("given a top-up of 7 days that was credited", () => {
  test("then B1's records are exact and linked to each other, service and customer", async () => {
    const born = await project(store, [batchOf([success(1)])]);
    expect(born).toEqual([
      { serviceId: CAST.ada.service.id, topUpId: topUpId(1), invoiceNumber: "INV-000001" },
    ]);
    const row = await one("SELECT * FROM top_up");
    const { payerId, payerKey, sealed, buyerHash } = closedPayer(topUpId(1));
    const customer = await one("SELECT * FROM customer WHERE payer_key = ?", payerKey ?? "");
    expect(customer).toMatchObject({ brand: "default", payer_id: payerId, sealed });
    const links = { service_id: CAST.ada.service.id, customer_id: customer.id };
    expect(row).toMatchObject({
      ...links,
      id: topUpId(1),
      state: "credited",
      legacy_status: "Success",
      ended: 1,
      seq: 7,
      payment_intent: "pi_1",
      quantity: 7,
      price_minor: 7000,
      received_minor: 7000,
      reference_number: 1_000_001,
      end_at: T0 + 7 * DAY_MS,
      identified_by: "address",
      ended_at: T0 + 2000,
    });
    expect(await one("SELECT * FROM invoice_document")).toEqual({
      ...links,
      invoice_id: 1_000_001,
      brand: "default",
      number: 1,
      title: "Invoice INV-000001",
      sale_transaction: "TXN-1000001",
      top_up_id: topUpId(1),
      // The digest in full, 32 bytes, without the word before it.
      buyer_hash: Buffer.from(buyerHash.slice("sha256:".length), "hex").toString("base64url"),
      amount_minor: 7000,
      currency: "usd",
      reference: "pi_1",
      issued_at: T0 + 2000,
      paid_at: T0 + 2000,
    });
    const both = { ...links, invoice_id: 1_000_001, top_up_id: topUpId(1), reference: "pi_1" };
    expect(await all("SELECT * FROM ledger_transaction ORDER BY id")).toEqual(saleAndPayment(both));
  });

  test("then job, journal, activity and the register's expiry agree", async () => {
    await project(store, [batchOf([success(1)])]);
    const job = await one("SELECT * FROM provisioning_job");
    expect(job).toMatchObject({
      provision_id: 1_000_001,
      status: 0,
      started_at: T0 + 2000,
      ended_at: T0 + 2000,
    });
    expect(JSON.parse(String(job.steps))).toEqual([
      ["payment: succeeded", -1000],
      ["queue: waits for its turn", -1000],
      ["set balance: until 2026-11-29T09:00:00.000Z", 0],
      ["check: credited", 0],
    ]);
    expect(await all("SELECT account, amount_minor FROM posting ORDER BY entry_id, n")).toEqual([
      { account: "stripe_clearing", amount_minor: 7000 },
      { account: "customer_prepayments", amount_minor: -7000 },
      { account: "customer_prepayments", amount_minor: 7000 },
      { account: "revenue", amount_minor: -7000 },
    ]);
    expect(await all("SELECT kind, text FROM activity")).toEqual([
      { kind: "credited", text: "extended until 2026-11-29T09:00:00.000Z" },
    ]);
    expect(await one("SELECT expiry_at FROM service WHERE id = ?", CAST.ada.service.id)).toEqual({
      expiry_at: T0 + 7 * DAY_MS,
    });
  });

  test("then paid, credited, receipt and inbox together write at most 34 rows", async () => {
    const meter = meteredDatabases();
    const measured = createProjectionStore(meter.databases);
    await project(measured, [batchOf([justPaid(1)])]);
    const born = await project(measured, [batchOf([success(1)])]);
    const { invoiceNumber = "" } = born[0] ?? {};
    const after = [{ type: "InvoiceNumbered", invoiceNumber } as const];
    const told = [{ type: "NoticeSent", kind: "confirmation", undeliverable: false } as const];
    const whole = logOf(1, [requested(1), paid(1), credited(1), after, told]);
    await project(measured, [batchOf([whole])]);
    await createWebhookInbox(meter.main).append({
      eventId: "evt_1",
      type: "payment_intent.succeeded",
      at: T0,
      intentId: "pi_1",
      outcome: "recorded",
    });

    // Three of them are steps in the index by which support lists states.
    expect(meter.rowsWritten()).toBeLessThanOrEqual(34);
  });
});

describe("given batches that come twice, late or in the wrong order", () => {
  const tables = [
    "top_up",
    "provisioning_job",
    "invoice",
    "journal_entry",
    "activity",
    "finding",
    "customer",
    "lookup",
    "audited_service",
  ];
  const dump = async () =>
    Object.fromEntries(
      await Promise.all(tables.map(async (t) => [t, await all(`SELECT * FROM ${t}`)] as const)),
    );

  test("then the same batch again writes nothing and repeats the invoice number", async () => {
    const meter = meteredDatabases();
    const first = await project(store, [batchOf([success(1)])]);
    const before = await dump();
    const second = await project(createProjectionStore(meter.databases), [batchOf([success(1)])]);
    expect(second).toEqual(first);
    expect(await dump()).toEqual(before);
    expect(meter.rowsWritten()).toBe(0);
  });

  test("then an older batch after a newer one changes nothing", async () => {
    await project(store, [batchOf([success(1)])]);
    const before = await dump();
    await project(store, [batchOf([justPaid(1)])]);
    expect(await dump()).toEqual(before);
  });

  test("then step by step and all at once give the same rows", async () => {
    await project(store, [batchOf([justPaid(1)])]);
    await project(store, [batchOf([success(1)])]);
    const steps = await dump();
    await resetTables();
    await project(store, [batchOf([success(1)])]);
    expect(await dump()).toEqual(steps);
  });

  test("then the register keeps the expiry of the newer credit", async () => {
    const older = success(1);
    const newer = logOf(2, [requested(2), paid(2), credited(2)], 20);
    const grants = newer.events.map((e) =>
      e.type === "Credited"
        ? {
            ...e,
            body: { grant: { ...(e.body as { grant: object }).grant, endAt: T0 + 14 * DAY_MS } },
          }
        : e,
    );
    await project(store, [batchOf([{ ...newer, events: grants }])]);
    await project(store, [batchOf([older])]);
    expect(await one("SELECT expiry_at FROM service WHERE id = ?", CAST.ada.service.id)).toEqual({
      expiry_at: T0 + 14 * DAY_MS,
    });
  });

  test("then a log that has its invoice number is not answered with it again", async () => {
    const after = [{ type: "InvoiceNumbered", invoiceNumber: "INV-000001" } as const];
    const whole = logOf(1, [requested(1), paid(1), credited(1), after]);
    expect(await project(store, [batchOf([whole])])).toEqual([]);
  });
});

describe("given many services in one batch and batches at the same time", () => {
  const one7 = (member: CastMember, n: number): ProjectionBatch =>
    batchOf([success(n, member)], member);

  test("then invoice numbers of a brand have no gap and no double", async () => {
    const members = Object.values(CAST).filter(({ service }) => service.brand === "default");
    const rounds = [1, 2, 3, 4].map((round) =>
      members.map((member, i) => one7(member, round * 100 + i)),
    );
    await Promise.all([
      ...rounds.map((batches) => project(store, batches)),
      ...rounds.map((batches) => project(store, batches)),
    ]);
    const rows = await all<{ number: number }>("SELECT number FROM invoice ORDER BY number");
    expect(rows.map((r) => r.number)).toEqual(rounds.flat().map((_, i) => i + 1));
  });

  test("then each brand has numbers of its own", async () => {
    const other = logOf(2, [requested(2, { brand: "other" }), paid(2), credited(2)]);
    await project(store, [batchOf([success(1), other])]);
    expect(await all("SELECT brand, number FROM invoice ORDER BY brand")).toEqual([
      { brand: "default", number: 1 },
      { brand: "other", number: 1 },
    ]);
  });

  test("then payers with one payer key are one customer per brand", async () => {
    const second = success(2);
    const third = logOf(3, [requested(3, { brand: "other" }), paid(3), credited(3)]);
    await project(store, [batchOf([success(1), second])]);
    await project(store, [batchOf([third])]);
    const payers = "SELECT brand FROM customer WHERE payer_key = ?";
    const { payerKey } = closedPayer(topUpId(1));
    expect(await all(payers, payerKey ?? "")).toHaveLength(2);
    const ids = await all("SELECT DISTINCT customer_id FROM top_up WHERE brand = 'default'");
    expect(ids).toHaveLength(1);
  });

  test("then payers without an email are different customers", async () => {
    const logs = [1, 2].map((n) => {
      const payer = closedPayer(topUpId(n), "");
      return logOf(n, [requested(n), paid(n), credited(n)], n * 100, payer);
    });
    await project(store, [batchOf(logs)]);
    expect(await all("SELECT DISTINCT customer_id FROM top_up")).toHaveLength(2);
  });

  test("then a service's own customer is used, and none is made of the payer", async () => {
    await project(store, [one7(CAST.emil, 1)]);
    expect(await one("SELECT customer_id FROM top_up")).toEqual({
      customer_id: CAST.emil.customer.id,
    });
    const { payerKey } = closedPayer(topUpId(1));
    expect(await all("SELECT * FROM customer WHERE payer_key = ?", payerKey ?? "")).toEqual([]);
  });
});
