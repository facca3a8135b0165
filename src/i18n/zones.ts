import { memoize } from "../domain/base/memoize.ts";
import { zoneOrUtc } from "../domain/base/time-zone.ts";
import type { Lang } from "./lang.ts";

/** The town in the name of a zone, in Latin letters; empty: it is named after none, like UTC. */
export const townZone = (_: Lang, timeZone: string): string => {
  const zone = zoneOrUtc(timeZone);
  return zone.startsWith("Etc/")
    ? ""
    : (zone.split("/").slice(1).at(-1) ?? "").replaceAll("_", " ");
};

/** What `Intl` calls the zone in the language; empty where `townZone` is. */
export const intlZone = (lang: Lang, timeZone: string): string =>
  townZone(lang, timeZone) &&
  (zones(lang.locale, timeZone)
    .formatToParts(0)
    .find(({ type }) => type === "timeZoneName")?.value ??
    timeZone);

// Marked pure, so that only a script that uses it takes it along.
const zones = /* @__PURE__ */ memoize(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortGeneric" }),
);
