import type { Tour } from "./tour.ts";
import { brandedTours } from "./tours-branded.ts";
import { identifyTours } from "./tours-identify.ts";
import { resultTours } from "./tours-result.ts";
import { shopTours } from "./tours-shop.ts";

/** Each state of the portal is met on exactly one of these tours. */
export const TOURS: readonly Tour[] = [
  ...shopTours,
  ...resultTours,
  ...identifyTours,
  ...brandedTours,
];
