/** Open top-ups of all sessions, as the page of their service shows them. */
import { expect, test } from "vitest";
import { getServiceView, openTopUp, SESSION } from "./journeys.ts";
import { TestBackend } from "./test-backend.ts";

test("an unfinished try is shown to the session that began it, not to others", async () => {
  const backend = new TestBackend();
  const { topUpId: id, state, offerKind, quantity, price } = (await openTopUp(backend)).view;
  const bought = { offer_kind: offerKind, quantity, price };
  expect((await getServiceView(backend)).open_top_ups).toEqual([]);
  const own = (await getServiceView(backend, SESSION)).open_top_ups;
  expect(own).toEqual([{ id, state, ...bought, own: true }]);
});

// The object does one thing at a time, and anyone may open the page.
test("given many unpaid top-ups, a page asks the object as often as for none", async () => {
  const backend = new TestBackend();
  const { calls } = backend.object;
  const callsOfOneView = async () => {
    calls.length = 0;
    await getServiceView(backend, SESSION);
    return [...calls];
  };
  await getServiceView(backend, SESSION);
  const before = await callsOfOneView();
  for (const n of [1, 2, 3]) {
    await openTopUp(backend, { sessionId: `ses_${n}`, idempotencyKey: `key-0000000${n}` });
  }
  expect(await callsOfOneView()).toEqual(before);
  const { open_top_ups: seen } = await getServiceView(backend, "ses_2");
  expect(seen.map(({ own }) => own)).toEqual([true]);
});
