import type { About } from "../about.ts";

export const about: About = {
  tag: "en",
  locale: "en",
  dir: "ltr",
  name: "English",
  day: { one: "{n} day", other: "{n} days" },
  second: { one: "{n} second", other: "{n} seconds" },
  zone(timeZone) {
    const town = timeZone.split("/").slice(1).at(-1);
    return town && !timeZone.startsWith("Etc/") ? `${town.replaceAll("_", " ")} time` : "UTC";
  },
  amount: (text) => text,
  tickMonth: "short",
  tick: (day, month) => `${day} ${month}`,
  dayAndMonth: (day, month) => `${day} ${month}`,
  withYear: (date, year) => `${date} ${year}`,
  withWeekday: (weekday, date) => `${weekday} ${date}`,
};
