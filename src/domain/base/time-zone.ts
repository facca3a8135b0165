import { memoize } from "./memoize.ts";

/**
 * The zone, or UTC where this runtime knows none of that name ("Asia/Beijing"). The register
 * refuses such a name, but a top-up froze its zone when it was made: its page, its receipt and its
 * end must not fail because of it. The portal's first view carries this function, so it is short.
 */
export const zoneOrUtc = /* @__PURE__ */ memoize((timeZone: string) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return timeZone;
  } catch {
    return "UTC";
  }
});

/** Whether this runtime knows the zone. */
export const isTimeZone = (name: string): boolean => zoneOrUtc(name) === name;
