import { isAbove, type Money } from "../../domain/base/money.ts";
import type { Brand } from "../ports/brand-catalogue.ts";

/**
 * Whether an operator approves a top-up of this price before it can be paid (row C3): above the
 * brand's limit, or in a currency for which it has none.
 */
export function needsApproval({ approvalAbove }: Pick<Brand, "approvalAbove">, price: Money) {
  const minor = approvalAbove[price.currency];
  return minor === undefined || isAbove(price, { minor, currency: price.currency });
}
