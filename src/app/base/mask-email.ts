import type { Ports } from "../ports/ports.ts";
import type { TopUpRef } from "./top-up-ref.ts";

/**
 * "s…r@example.com": the customer can recognise the address, others cannot read it. Null: there is
 * no address.
 */
export function maskEmail(email: string): string | null {
  const at = email.lastIndexOf("@");
  if (at < 1) return null;
  const name = email.slice(0, at);
  const last = name.length > 1 ? name.charAt(name.length - 1) : "";
  return `${name.charAt(0)}…${last}${email.slice(at)}`;
}

/** The masked address of a top-up's payer; null: none was given, or the payer was erased. */
export async function maskedEmailOf(
  { objects, payerVault }: Pick<Ports, "objects" | "payerVault">,
  { serviceId, topUpId }: TopUpRef,
): Promise<string | null> {
  const payer = await objects.of(serviceId).getPayer({ topUpId });
  return payer && maskEmail((await payerVault.open(payer)).email);
}
