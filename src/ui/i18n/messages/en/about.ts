import type { About, AboutMore } from "../../language/about.ts";

export const about: About = {
  tag: "en",
  locale: "en",
  day: { one: "{n} day", other: "{n} days" },
  zone(timeZone) {
    const town = timeZone.split("/").slice(1).at(-1);
    return town && !timeZone.startsWith("Etc/") ? `${town.replaceAll("_", " ")} time` : "UTC";
  },
  amount: (text) => text,
  dayAndMonth: (day, month) => `${day} ${month}`,
  withYear: (date, year) => `${date} ${year}`,
  withWeekday: (weekday, date) => `${weekday} ${date}`,
};

export const more: AboutMore = {
  dir: "ltr",
  name: "English",
  second: { one: "{n} second", other: "{n} seconds" },
  tickMonth: "short",
  tick: (day, month) => `${day} ${month}`,
};
