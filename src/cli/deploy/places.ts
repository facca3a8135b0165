/** Where Cloudflare can keep data, and what each choice means; none can be changed later. */
const JURISDICTIONS = ["eu", "us", "fedramp"] as const;
const D1_HINTS = ["wnam", "enam", "weur", "eeur", "apac", "oc"] as const;
const OBJECT_HINTS = [...D1_HINTS, "sam", "afr", "me"] as const;

export type Jurisdiction = (typeof JURISDICTIONS)[number];

export interface Place {
  /** Data and computing stay inside it, guaranteed; null: none is guaranteed. */
  readonly jurisdiction: Jurisdiction | null;
  /** Where Cloudflare begins to look for a place; null: the jurisdiction decides. */
  readonly hint: string | null;
}

export const PLACES_OF_DATABASES: readonly string[] = [...JURISDICTIONS, ...D1_HINTS];
export const PLACES_OF_OBJECTS: readonly string[] = [...JURISDICTIONS, ...OBJECT_HINTS];

export function placeOf(name: string): Place {
  const jurisdiction = JURISDICTIONS.find((one) => one === name) ?? null;
  return { jurisdiction, hint: jurisdiction === null ? name : null };
}
