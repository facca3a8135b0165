import type { PhoneNumbers } from "./phone-numbers.ts";

/** The numbering plans of a brand's countries. */
export interface NumberingPlans {
  /**
   * `countries`: ISO 3166 codes as "AU", or calling codes, which stand for their main country. One
   * that is not known is left out.
   */
  of(countries: readonly string[]): PhoneNumbers;
}
