/** How D1 shows a payment that a bank is still sending, and a surplus payment. */
import { beforeEach, describe, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import type { ProjectedTopUp } from "../../src/app/ports/projection-store.ts";
import { payerId } from "../../src/domain/base/ids.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import { newRefund } from "../domain/cells/refund-row.ts";
import { CAST } from "../fixtures/cast.ts";
import { closedPayer, payerRef } from "../fixtures/payers.ts";
import { batchOf, credited, intentId, logOf, paid, requested, T0, topUpId } from "./d1-log.ts";
import { all, one, project, resetTables } from "./d1-world.ts";
import { databases } from "./databases.ts";

const store = createProjectionStore(databases());
const readModels = createReadModels(databases());
const ADA = CAST.ada.service.id;
const projectLogs = (...topUps: ProjectedTopUp[]) => project(store, [batchOf(topUps)]);
const waiting = (n: number): TopUpEvent => ({
  type: "PaymentProcessing",
  intentId: intentId(n),
});
const bought = (n: number, email: string) =>
  logOf(n, [requested(n), paid(n), credited(n)], 1, closedPayer(topUpId(n), email));

/** The customers, without those of the cast. */
const payers = () =>
  all(`SELECT payer_id FROM customer AS c
    WHERE NOT EXISTS (SELECT 1 FROM service WHERE customer_id = c.id)`);

beforeEach(resetTables);

describe("given a bank that is still sending", () => {
  test("the row says Pending, and there is no customer, invoice or posting yet", async () => {
    await projectLogs(logOf(1, [requested(1), [waiting(1)]]));
    expect(await one("SELECT legacy_status, ended FROM top_up")).toEqual({
      legacy_status: "Pending",
      ended: 0,
    });
    expect(await payers()).toEqual([]);
    for (const table of ["invoice", "posting"]) {
      expect(await all(`SELECT * FROM ${table}`), table).toEqual([]);
    }
  });

  test("a payer whose payment has not succeeded changes no customer", async () => {
    await projectLogs(bought(1, "vic@example.com"));
    const wrong = closedPayer(topUpId(2), "vic@example.com");
    await projectLogs(logOf(2, [requested(2), [waiting(2)]], 1, wrong));
    expect(await payers()).toEqual([{ payer_id: payerId(topUpId(1)) }]);
  });

  test("with a mistyped email corrected before paying: the invoice is the payer's", async () => {
    await projectLogs(bought(1, "vic@example.com"));
    const mistyped = closedPayer(topUpId(2), "vic@example.com");
    await projectLogs(logOf(2, [requested(2), [waiting(2)]], 1, mistyped));
    const mended: TopUpEvent = { type: "BillingChanged", payer: payerRef(topUpId(2)) };
    const events = [requested(2), [waiting(2)], [mended], paid(2), credited(2)];
    const ann = closedPayer(topUpId(2), "ann@example.com");
    await projectLogs(logOf(2, events, 1, ann));
    const owner = await one("SELECT id FROM customer WHERE payer_key = ?", ann.payerKey ?? "");
    expect(await one(`SELECT customer_id AS id FROM top_up WHERE id = '${topUpId(2)}'`)).toEqual(
      owner,
    );
    expect(
      await one(`SELECT customer_id AS id FROM invoice_document WHERE top_up_id = '${topUpId(2)}'`),
    ).toEqual(owner);
  });
});

test("given a surplus payment before its own: the sweep and an operator find it", async () => {
  const row = newRefund(
    {
      refundId: "rfd_1",
      intentId: "pi_other",
      purpose: "surplus",
      amount: { minor: 500, currency: "usd" },
    },
    T0,
  );
  await projectLogs(logOf(1, [requested(1), [{ type: "RefundRequested", row }]]));
  expect(await readModels.unfinishedServices(null, 10)).toMatchObject([{ serviceId: ADA }]);
  expect(await readModels.unresolved("all", 10)).toMatchObject([{ topUpId: topUpId(1) }]);
  expect(await readModels.serviceOf({ intentId: "pi_other" })).toMatchObject({
    serviceId: ADA,
  });
});
