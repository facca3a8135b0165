/** How D1 shows a payment that a bank is still sending, and a surplus payment. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createProjectionStore } from "../../src/adapters/d1/projection-store.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import type { ProjectedTopUp } from "../../src/app/ports/projection-store.ts";
import { newRefund } from "../../src/domain/refund/refund.ts";
import type { TopUpEvent } from "../../src/domain/top-up/events.ts";
import { CAST } from "../fixtures/cast.ts";
import { batchOf, credited, intentId, logOf, paid, requested, T0, topUpId } from "./d1-log.ts";
import { all, one, project, resetTables } from "./d1-world.ts";

const store = createProjectionStore(env.DB);
const readModels = createReadModels(env.DB);
const ADA = CAST.ada.service.id;
const projectLogs = (...topUps: ProjectedTopUp[]) => project(store, [batchOf(topUps)]);
const payer = (firstName: string, email: string) => ({
  customer: { firstName, lastName: "Tim", email, locale: "en" },
});
const waiting = (n: number): TopUpEvent => ({
  type: "PaymentProcessing",
  intentId: intentId(n),
});
const bought = (n: number, who: ReturnType<typeof payer>) =>
  logOf(n, [requested(n, who), paid(n), credited(n)]);

/** The customers, without those of the cast. */
const payers = () =>
  all(`SELECT first_name FROM customer AS c
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

  test("a payer whose payment has not succeeded changes no customer's name", async () => {
    await projectLogs(bought(1, payer("Vic", "vic@example.com")));
    await projectLogs(logOf(2, [requested(2, payer("Wrong", "vic@example.com")), [waiting(2)]]));
    expect(await payers()).toEqual([{ first_name: "Vic" }]);
  });

  test("with a mistyped email corrected before paying: the invoice is the payer's", async () => {
    await projectLogs(bought(1, payer("Vic", "vic@example.com")));
    const mistyped = requested(2, payer("Ann", "vic@example.com"));
    await projectLogs(logOf(2, [mistyped, [waiting(2)]]));
    const mended: TopUpEvent = {
      type: "BillingChanged",
      ...payer("Ann", "ann@example.com"),
    };
    await projectLogs(logOf(2, [mistyped, [waiting(2)], [mended], paid(2), credited(2)]));
    const owner = await one("SELECT id FROM customer WHERE email = 'ann@example.com'");
    expect(await one(`SELECT customer_id AS id FROM top_up WHERE id = '${topUpId(2)}'`)).toEqual(
      owner,
    );
    expect(
      await one(`SELECT customer_id AS id FROM invoice WHERE top_up_id = '${topUpId(2)}'`),
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
  expect(await readModels.unfinishedServices(10)).toEqual([ADA]);
  expect(await readModels.unresolved("all", 10)).toMatchObject([{ topUpId: topUpId(1) }]);
  expect(await readModels.serviceOf({ intentId: "pi_other" })).toMatchObject({
    serviceId: ADA,
  });
});
