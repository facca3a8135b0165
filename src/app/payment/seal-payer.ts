import { payerId, type TopUpId } from "../../domain/base/ids.ts";
import type { PayerBlock, SealedPayer } from "../ports/payer-vault.ts";
import type { Ports } from "../ports/ports.ts";

/** Seals the payer of a new top-up. The object gets, stores and sends nothing else of them. */
export function sealPayer(
  { payerVault }: Pick<Ports, "payerVault">,
  topUpId: TopUpId,
  block: PayerBlock,
): Promise<SealedPayer> {
  return payerVault.seal(payerId(topUpId), block);
}
