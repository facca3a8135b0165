import { describe, expect, test } from "vitest";
import { priceList } from "../../src/actions/price-list.ts";
import { account, dongle, FakeHouse, OFFER_ID } from "./fake-house.ts";
import { look } from "./journeys.ts";

describe("what is sold for a service at all", () => {
  test("is told with its own limits, although nothing can be bought now", async () => {
    const house = new FakeHouse();
    house.reading = account(400);
    expect(await look(house)).toMatchObject({ blocked: "beyond_horizon", offers: [] });
    const list = await priceList(house.ports, dongle.id);
    expect(list).toMatchObject([{ id: OFFER_ID, unit_minor: 1000, max_quantity: 30 }]);
  });

  test("is nothing for a service that nobody knows", async () => {
    expect(await priceList(new FakeHouse().ports, "svc_nobody")).toEqual([]);
  });
});
