import { describe, expect, test } from "vitest";
import { getPriceList } from "../../src/app/sale/get-price-list.ts";
import { getServiceView } from "./journeys.ts";
import { account, dongle, OFFER_ID, TestBackend } from "./test-backend.ts";

describe("what is sold for a service at all", () => {
  test("shows the limits of each offer, although nothing can be bought now", async () => {
    const backend = new TestBackend();
    backend.reading = account(400);
    expect(await getServiceView(backend)).toMatchObject({ blocked: "beyond_horizon", offers: [] });
    const list = await getPriceList(backend.ports, dongle.id);
    expect(list).toMatchObject([{ id: OFFER_ID, unit_minor: 1000, max_quantity: 30 }]);
  });

  test("is empty for an unknown service", async () => {
    expect(await getPriceList(new TestBackend().ports, "svc_unknown")).toEqual([]);
  });
});
