import { BRAND, LEGAL } from "../page/page.states.ts";
import type { BrandLook } from "../page/site.ts";

export const FOOTER_STATES = {
  "nothing configured": BRAND,
  "everything configured": { ...BRAND, legal: LEGAL },
  "no number": {
    ...BRAND,
    legal: { ...LEGAL, merchant: { ...LEGAL.merchant, number: "" } },
  },
} satisfies Readonly<Record<string, BrandLook>>;
