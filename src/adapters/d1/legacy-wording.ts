/** The words of the older system for sales, invoices and jobs (row B1); never translated. */

const KINDS: Readonly<Record<string, string>> = {
  hotspot_dongle: "Hotspot",
  mobile_data: "Mobile Data",
  fixed_wireless: "Fixed Wireless",
};

/** "Hotspot Topup - 7 Days" */
export function saleTitle(serviceKind: string, days: number): string {
  const kind = KINDS[serviceKind] ?? "Hotspot";
  return `${kind} Topup - ${days} ${days === 1 ? "Day" : "Days"}`;
}

export const PLAYBOOK = "play_topup_hotspot";

/** SQL for "INV-000007" of the column or expression `number`. */
export const invoiceNumberSql = (number: string): string => `printf('INV-%06d', ${number})`;

/** The number in "INV-000007". Throws for any other text: the logs hold no other. */
export function readInvoiceNumber(printed: string): number {
  const digits = /^INV-(\d{6,})$/.exec(printed)?.[1];
  if (digits === undefined) throw new Error(`not an invoice number: ${printed}`);
  return Number(digits);
}
