/** Top-ups that are under way, whoever began them, as the page of their service is told of them. */
import { expect, test } from "vitest";
import { FakeHouse } from "./fake-house.ts";
import { look, open, SESSION } from "./journeys.ts";

test("given an unpaid top-up, another device sees that it is running", async () => {
  const house = new FakeHouse();
  const { topUpId: id, name: state, quantity, price } = (await open(house)).view;
  const seen = [await look(house), await look(house, SESSION)].flatMap((view) => view.running);
  expect(seen).toEqual([false, true].map((own) => ({ id, state, quantity, price, own })));
});

// The object does one thing at a time, and anybody may open the page.
test("given many unpaid top-ups, a look asks the object as often as for none", async () => {
  const house = new FakeHouse();
  const { calls } = house.object;
  const askedByALook = async () => {
    calls.length = 0;
    await look(house, SESSION);
    return [...calls];
  };
  await look(house, SESSION);
  const before = await askedByALook();
  for (const n of [1, 2, 3]) {
    await open(house, { sessionId: `ses_${n}`, idempotencyKey: `key-0000000${n}` });
  }
  expect(await askedByALook()).toEqual(before);
  expect((await look(house, "ses_2")).running.map(({ own }) => own)).toEqual([false, true, false]);
});
