import type { Service } from "../ports/register.ts";

/**
 * The last four digits of a service's number, by which its customer recognises it. Also shown to a
 * customer who only typed the number. Null: the register has no number.
 */
export const lastDigits = ({ msisdn, imsi }: Pick<Service, "msisdn" | "imsi">): string | null =>
  (msisdn ?? imsi)?.slice(-4) ?? null;
