import { ok, type Result, refuse } from "../../domain/base/result.ts";

/** What a customer typed, read as far as its form tells: 14 or 15 digits can be either number. */
export type TypedIdentity =
  | { readonly serviceUuid: string }
  | { readonly imsi: string | null; readonly msisdn: string | null };

const UUID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;

/**
 * Reads a typed IMSI (14 or 15 digits), MSISDN (E.164: 8 to 15 digits with the country code, `+`
 * or `00` in front of it or not) or service uuid. Spaces, dashes, dots, slashes, brackets and the
 * invisible characters of a copied telephone number are ignored; digits may be Arabic ones. A
 * national number, as labels have it, begins with one 0: it is read where the operator configured
 * its country (`countryCode`, digits). Refuses what no number can be, in words for the field.
 */
export function readTypedIdentity(
  text: string,
  countryCode: string | null,
): Result<TypedIdentity, string> {
  const bare = plainDigits(text.normalize("NFKC")).replace(/[\s\p{Cf}\p{Pd}./()]/gu, "");
  const [whole, ...groups] = UUID.exec(bare) ?? [];
  if (whole !== undefined) return ok({ serviceUuid: groups.join("-").toLowerCase() });
  if (!/^\+?\d+$/.test(bare)) return refuse("has to be a number: digits only");
  if (bare.startsWith("+")) return telephone(bare.slice(1), null);
  // 14 and 15 digits are an IMSI, whatever they begin with; what begins with one 0 is never one.
  if (countryCode !== null && /^0[1-9]\d{5,11}$/.test(bare)) {
    return telephone(`${countryCode}${bare.slice(1)}`, null);
  }
  return numbers(bare);
}

/** IMSIs of test networks begin with 00 too, so 15 digits may be either number. */
function numbers(digits: string): Result<TypedIdentity, string> {
  const imsi = /^\d{14,15}$/.test(digits) ? digits : null;
  return telephone(digits.startsWith("00") ? digits.slice(2) : digits, imsi);
}

/** No country code begins with 0; a national number could be another one abroad. */
function telephone(digits: string, imsi: string | null): Result<TypedIdentity, string> {
  const msisdn = /^[1-9]\d{7,14}$/.test(digits) ? digits : null;
  if (msisdn !== null || imsi !== null) return ok({ imsi, msisdn });
  if (digits.length < 8) return refuse("is too short: 8 to 15 digits");
  if (digits.length > 15) return refuse("is too long: 15 digits at most");
  return refuse("has to begin with the country code, for example +61 412 345 678");
}

/** Arabic-Indic and Persian digits as 0 to 9. */
function plainDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
}
