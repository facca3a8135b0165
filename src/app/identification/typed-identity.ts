import { ok, type Result, refuse } from "../../domain/base/result.ts";
import type { PhoneNumbers } from "../ports/phone-numbers.ts";

/** What a customer typed, read as far as its form tells: 14 or 15 digits can be either number. */
export type TypedIdentity =
  | { readonly serviceUuid: string }
  | {
      readonly imsi: string | null;
      /** The telephone numbers that it can be, without `+`: as typed, and by numbering plans. */
      readonly msisdns: readonly string[];
      /** It has no country code in front that says so itself: `+` or `00`. */
      readonly lacksCountryCode: boolean;
    };

const UUID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;
/** E.164 with its country code, which never begins with 0. */
const INTERNATIONAL = /^[1-9]\d{7,14}$/;
const IMSI = /^\d{14,15}$/;

/**
 * Reads a typed IMSI (14 or 15 digits), telephone number or service uuid. Spaces, dashes, dots,
 * slashes, brackets and the invisible characters of a copied number are ignored; digits may be
 * Arabic ones. `numbers` knows the plans: "+44 (0)7700 900123", countries without a trunk 0,
 * Italy's 0, national numbers of the operator's countries. What the plans do not know stays as it
 * was typed, because the register decides. Refuses what no number can be, in words for the field.
 */
export function readTypedIdentity(
  text: string,
  numbers: PhoneNumbers,
): Result<TypedIdentity, string> {
  const bare = plainDigits(text.normalize("NFKC")).replace(/[\s\p{Cf}\p{Pd}./()]/gu, "");
  const [whole, ...groups] = UUID.exec(bare) ?? [];
  if (whole !== undefined) return ok({ serviceUuid: groups.join("-").toLowerCase() });
  if (!/^\+?\d+$/.test(bare)) return refuse("has to be a telephone number, IMSI or serial number");
  const digits = bare.replace(/^\+|^00/, "");
  // IMSIs of test networks begin with 00 too, so 14 and 15 digits may be either number.
  const imsi = IMSI.test(bare) ? bare : null;
  const lacksCountryCode = digits === bare;
  const asTyped = INTERNATIONAL.test(digits) ? [digits, ...numbers.international(digits)] : [];
  const national = lacksCountryCode && imsi === null ? numbers.national(digits) : [];
  const msisdns = [...new Set([...asTyped, ...national])];
  if (msisdns.length > 0 || imsi !== null) return ok({ imsi, msisdns, lacksCountryCode });
  if (digits.length < 8) return refuse("is too short: 8 to 15 digits");
  if (digits.length > 15) return refuse("is too long: 15 digits at most");
  return refuse(NEEDS_COUNTRY_CODE);
}

/** What the field of a number says that was not understood, or not found, without one. */
export const NEEDS_COUNTRY_CODE =
  "has to begin with + and the country code, for example +61 412 345 678";

/** Arabic-Indic and Persian digits as 0 to 9. */
function plainDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
}
