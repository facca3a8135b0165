import { formatMoney, type Money } from "../domain/money.ts";

/** The only language so far; every sentence and every format asks here. */
export const LOCALE = "en";
const DAY_MS = 86_400_000;
/** Within this many days of now a date goes without its year. */
const NEAR_DAYS = 60;

interface Parts {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

function parts(at: number, timeZone: string): Parts {
  const all = new Intl.DateTimeFormat(LOCALE, {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  }).formatToParts(at);
  const part = (type: keyof Parts) => all.find((p) => p.type === type)?.value ?? "";
  return { weekday: part("weekday"), day: part("day"), month: part("month"), year: part("year") };
}

/** "17 Jan 2025". Instants are Unix ms, zones IANA names, in this whole file. */
export function plainDate(at: number, timeZone: string): string {
  const p = parts(at, timeZone);
  return `${p.day} ${p.month} ${p.year}`;
}

/** "Fri 17 Jan 2025": the date people buy. */
export function fullDate(at: number, timeZone: string): string {
  return `${parts(at, timeZone).weekday} ${plainDate(at, timeZone)}`;
}

/** "Fri 17 Jan", with the year when it is far from now. */
export function nearDate(at: number, timeZone: string, now: number): string {
  if (Math.abs(at - now) > NEAR_DAYS * DAY_MS) return fullDate(at, timeZone);
  const p = parts(at, timeZone);
  return `${p.weekday} ${p.day} ${p.month}`;
}

/** "17 Jan": below the slider. */
export function dayAndMonth(at: number, timeZone: string): string {
  const p = parts(at, timeZone);
  return `${p.day} ${p.month}`;
}

/** "23:59", or "14:05:12" with seconds. */
export function clock(at: number, timeZone: string, seconds = false): string {
  return new Intl.DateTimeFormat(LOCALE, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" as const } : {}),
    hourCycle: "h23",
  }).format(at);
}

/** "Sydney time"; "UTC" for zones without a town. */
export function zoneName(timeZone: string): string {
  const town = timeZone.split("/").slice(1).at(-1);
  return town && !timeZone.startsWith("Etc/") ? `${town.replaceAll("_", " ")} time` : "UTC";
}

/** Whole calendar days between two instants as clocks in the zone show them; 0: the same day. */
export function calendarDays(from: number, to: number, timeZone: string): number {
  return dayNumber(to, timeZone) - dayNumber(from, timeZone);
}

function dayNumber(at: number, timeZone: string): number {
  const [month, day, year] = new Intl.DateTimeFormat("en-US-u-nu-latn", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  })
    .format(at)
    .split("/")
    .map(Number);
  return Math.floor(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) / DAY_MS);
}

/** "$70.00", "A$70.00". */
export const money = (amount: Money): string => formatMoney(amount, LOCALE);

/** "1 day", "7 days". */
export const days = (n: number): string => counted(n, "day", "days");
/** "1 second", "40 seconds". */
export const seconds = (n: number): string => counted(n, "second", "seconds");
function counted(n: number, one: string, other: string): string {
  const rule = new Intl.PluralRules(LOCALE).select(n);
  return `${new Intl.NumberFormat(LOCALE).format(n)} ${rule === "one" ? one : other}`;
}
