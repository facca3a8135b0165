/** Blocks of payers as D1 has them once everything is projected: read from the objects. */
import type { PayerBlocks } from "../../src/app/ports/payer-blocks.ts";
import { PortFault } from "../../src/app/ports/port-fault.ts";
import { blocksPayer } from "../../src/domain/top-up/facts.ts";
import type { FakeObject } from "./fake-object.ts";

interface Known {
  readonly object: FakeObject;
  readonly objects: ReadonlyMap<string, FakeObject>;
  readonly registerDown: boolean;
}

export const fakePayerBlocks = (known: Known): PayerBlocks => ({
  async blockingTopUp({ brand, sessionId, emailKeys, cardKeys }) {
    if (known.registerDown) throw new PortFault("d1", "D1 is down");
    const stores = [known.object, ...known.objects.values()].map(({ core }) => core.store);
    const found = stores.flatMap((store) =>
      [...store.newestFrom(0)].filter(
        (t) =>
          blocksPayer(t) &&
          t.request.brand === brand &&
          ((sessionId !== null && t.request.sessionId === sessionId) ||
            emailKeys.includes(store.payers.of(t.request.topUpId)?.payerKey ?? "") ||
            cardKeys.includes(t.money?.cardKey ?? "")),
      ),
    );
    return found[0]?.request.topUpId ?? null;
  },
});
