import type { Ports } from "../ports/ports.ts";
import { openPayer } from "./open-payer.ts";
import type { TopUpRef } from "./top-up-ref.ts";

/** A shorter name shows its first character at most: two of three would be nearly all of it. */
const SHOWS_LAST_FROM = 4;

/**
 * "s…r@example.com", "a…@example.com" for a short name: the customer can recognise the address,
 * others cannot read it. Null: there is no address.
 */
export function maskEmail(email: string): string | null {
  const at = email.lastIndexOf("@");
  if (at < 1) return null;
  const name = [...email.slice(0, at)];
  const first = name.length > 1 ? name[0] : "";
  const last = name.length >= SHOWS_LAST_FROM ? name.at(-1) : "";
  return `${first}…${last}${email.slice(at)}`;
}

/**
 * The masked address of a top-up's payer, as it is stored; null: none was given, the payer was
 * erased, or the block cannot be opened.
 */
export async function maskedEmailOf(
  { objects, payerVault }: Pick<Ports, "objects" | "payerVault">,
  { serviceId, topUpId }: TopUpRef,
): Promise<string | null> {
  const payer = await objects.of(serviceId).getPayer({ topUpId });
  const opened = payer && (await openPayer({ payerVault }, payer));
  return opened && maskEmail(opened.email);
}
