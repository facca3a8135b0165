/** The words of the older system for sales, invoices and jobs (row B1); never translated. */

import type { OfferKind } from "../../domain/base/offer-kind.ts";
import type { TopUpRequest } from "../../domain/top-up/top-up.ts";

const SERVICE_KINDS: Readonly<Record<string, string>> = {
  hotspot_dongle: "Hotspot",
  mobile_data: "Mobile Data",
  fixed_wireless: "Fixed Wireless",
};

/** "Hotspot Topup - 7 Days" */
export function saleTitle({ serviceKind, offer, quantity }: Sold): string {
  return `${SERVICE_KINDS[serviceKind] ?? "Hotspot"} Topup - ${QUANTITY[offer.kind](quantity)}`;
}
type Sold = Pick<TopUpRequest, "serviceKind" | "offer" | "quantity">;

const QUANTITY: Record<OfferKind, (quantity: number) => string> = {
  days: (days) => `${days} ${days === 1 ? "Day" : "Days"}`,
};

export const PLAYBOOK = "play_topup_hotspot";

/** SQL for "INV-000007" of the column or expression `number`. */
export const invoiceNumberSql = (number: string): string => `printf('INV-%06d', ${number})`;

/** The number in "INV-000007". Throws for any other text: the logs hold no other. */
export function readInvoiceNumber(printed: string): number {
  const digits = /^INV-(\d{6,})$/.exec(printed)?.[1];
  if (digits === undefined) throw new Error(`not an invoice number: ${printed}`);
  return Number(digits);
}
