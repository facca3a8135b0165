/** What a brand leaves empty, or still has as the example, although customers read it. */
import type { BrandRow } from "./brand.ts";

/** A domain of RFC 2606, as the examples have them: nothing is delivered there. */
export const EXAMPLE_DOMAIN = /(?:^|[@/.])example\.(?:com|net|org)\b/i;

/** Empty, each of these is missing on pages, emails and receipts (decision 13). */
const SHOWN = [
  "merchantName",
  "merchantAddress",
  "merchantNumber",
  "termsUrl",
  "privacyUrl",
  "refundPolicyUrl",
  "statementDescriptor",
] as const satisfies readonly (keyof BrandRow)[];
const ADDRESSES = [
  "publicUrl",
  "supportContact",
  "emailFrom",
  "termsUrl",
  "privacyUrl",
  "refundPolicyUrl",
] as const satisfies readonly (keyof BrandRow)[];

export interface BrandGap {
  readonly field: (typeof SHOWN)[number] | (typeof ADDRESSES)[number];
  readonly is: "empty" | "still the example";
}

/** The gaps of a brand that is otherwise good; none of them stops its sales. */
export function gapsOf(brand: Pick<BrandRow, BrandGap["field"]>): readonly BrandGap[] {
  return [
    ...SHOWN.filter((field) => brand[field].trim() === "").map(
      (field): BrandGap => ({ field, is: "empty" }),
    ),
    ...ADDRESSES.filter((field) => EXAMPLE_DOMAIN.test(brand[field])).map(
      (field): BrandGap => ({ field, is: "still the example" }),
    ),
  ];
}
