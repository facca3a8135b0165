import { type OpenedPayer, type SealedPayer, SealFault } from "../ports/payer-vault.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * A payer in clear text; null: no key of the ring opens the block (decision 23). Money and top-ups
 * do not depend on a name, so each reader goes on without it; the vault has logged it and raised
 * the finding `payer_unreadable`.
 */
export async function openPayer(
  { payerVault }: Pick<Ports, "payerVault">,
  payer: SealedPayer,
): Promise<OpenedPayer | null> {
  try {
    return await payerVault.open(payer);
  } catch (fault) {
    if (!(fault instanceof SealFault)) throw fault;
    return null;
  }
}
