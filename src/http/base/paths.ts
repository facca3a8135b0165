/** Paths that programs call: their answers are data, never a page. */
export const isApiPath = (path: string): boolean =>
  /^\/(api|crm|oam|operator|webhooks)(\/|$)/.test(path);

/** Where a post may end in a payment. */
export const isPayPath = (path: string): boolean =>
  /^\/(api\/(top-ups|payment-intents)|api\/top-ups\/.*\/confirm|oam\/topup_dongle)$/.test(path);

/** Pages and reads that ask the OCS for the balance of a service. */
export const readsBalance = (path: string): boolean =>
  /^(\/|\/[ls]\/[^/]+|\/api\/service|\/oam\/usage)$/.test(path);

/** Paths of the older system: all their failures have the older system's form. */
export const isLegacyPath = (path: string): boolean => /^\/(crm|oam)(\/|$)/.test(path);
