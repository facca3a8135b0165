/** Numbering plans by libphonenumber: the smallest of its metadata, on the server only. */
import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/core";
import metadata from "libphonenumber-js/min/metadata";
import type { PhoneNumbers } from "../../app/ports/phone-numbers.ts";

/**
 * `countries` are the operator's: ISO 3166 names of two letters, or calling codes, which stand for
 * their main country. One that the plans do not know is left out.
 */
export function createPhoneNumbers(countries: readonly string[]): PhoneNumbers {
  const plans = countries.flatMap((country): Plan[] => {
    if (country in metadata.country_calling_codes) return [{ defaultCallingCode: country }];
    return isSupportedCountry(country as CountryCode, metadata)
      ? [{ defaultCountry: country as CountryCode }]
      : [];
  });
  return {
    international: (digits) => likeliest([read(`+${digits}`, {})]),
    national: (digits) => likeliest(plans.map((plan) => read(digits, plan))),
  };
}

type Plan = { defaultCountry?: CountryCode; defaultCallingCode?: string };

const read = (text: string, plan: Plan) =>
  parsePhoneNumberFromString(text, { ...plan, extract: false }, metadata);

/** Numbers of a length that their plan has; all of them where no plan has such a length. */
function likeliest(read: readonly (PhoneNumber | undefined)[]): string[] {
  const numbers = read.filter((number) => number !== undefined);
  const possible = numbers.filter((number) => number.isPossible());
  const chosen = possible.length > 0 ? possible : numbers;
  return [...new Set(chosen.map(({ number }) => number.slice(1)))];
}
