import { isolateAmount } from "../../../../domain/base/text-direction.ts";
import type { About, AboutMore } from "../../language/about.ts";

const locale = "ar-u-nu-latn";

export const about: About = {
  tag: "ar",
  locale,
  day: {
    zero: "{n} يوم",
    one: "يوم واحد",
    two: "يومان",
    few: "{n} أيام",
    many: "{n} يومًا",
    other: "{n} يوم",
  },
  /** The names that `Intl` has for zones; names from IANA would be in Latin letters. */
  zone(timeZone) {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortGeneric" });
    const name = parts.formatToParts(0).find(({ type }) => type === "timeZoneName")?.value ?? "";
    return name.startsWith("توقيت") ? `ب${name}` : "بالتوقيت العالمي";
  },
  amount: isolateAmount,
  dayAndMonth: (day, month) => `${day} ${month}`,
  withYear: (date, year) => `${date} ${year}`,
  withWeekday: (weekday, date) => `${weekday} ${date}`,
};

export const more: AboutMore = {
  dir: "rtl",
  name: "العربية",
  second: {
    zero: "{n} ثانية",
    one: "ثانية واحدة",
    two: "ثانيتان",
    few: "{n} ثوانٍ",
    many: "{n} ثانية",
    other: "{n} ثانية",
  },
  tickMonth: "numeric",
  tick: (day, month) => `${day}/${month}`,
};
