/** Paths that programs call: their answers are data, never a page. */
export const isApiPath = (path: string): boolean =>
  /^\/(api|crm|oam|operator|webhooks)(\/|$)/.test(path);

/** Paths of the older system: all their failures have the older system's form. */
export const isLegacyPath = (path: string): boolean => /^\/(crm|oam)(\/|$)/.test(path);
