/** D1's directory of payers, as it would be once everything is projected: read from the object. */
import type { PayerDirectory, Purchase } from "../../src/app/ports/payer-directory.ts";
import type { FakeObject } from "./fake-object.ts";

/** Keeps no customers of its own, so nothing is to be deleted or sealed anew in it. */
export function fakePayerDirectory(object: FakeObject): PayerDirectory {
  const { store } = object.core;
  const topUps = () => [...store.newestFrom(0)].map(({ request }) => request);
  const purchase = ({ serviceId, topUpId, payer, brand }: ReturnType<typeof topUps>[number]) =>
    ({ serviceId, topUpId, payerId: payer.payerId, brand }) satisfies Purchase;
  return {
    brands: async () => [...new Set(topUps().map(({ brand }) => brand))],
    byKeys: async (brand, keys) =>
      topUps()
        .filter((one) => one.brand === brand)
        .filter(({ topUpId }) => keys.includes(store.payers.of(topUpId)?.payerKey ?? ""))
        .map(purchase),
    purchasesOf: async (id) =>
      topUps()
        .filter(({ payer }) => payer.payerId === id)
        .map(purchase),
    erase: async () => {},
    sealedCustomers: async () => [],
    reseal: async () => {},
  };
}
