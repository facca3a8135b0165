/**
 * The engine's time parser, as far as a caller of SetBalance can meet it: absolute forms, Unix
 * times as strings, relative forms. Forms without a zone are UTC (`default_timezone` UTC). Not
 * built: the form in which Go prints times, and the BroadSoft form.
 */
import { RpcError } from "./rpc-error.ts";

/** `ns` null is Go's zero time, which the engine reads as "no end". */
export interface GoTime {
  readonly ns: bigint | null;
  readonly text: string;
}

export const ZERO_TIME: GoTime = { ns: null, text: "0001-01-01T00:00:00Z" };
const NS_PER_MS = 1_000_000n;
const UNIT_NS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

export function fromNs(ns: bigint, offsetMinutes = 0): GoTime {
  const shifted = ns + BigInt(offsetMinutes) * 60_000n * NS_PER_MS;
  const whole = shifted / 1_000_000_000n;
  const fraction = (shifted % 1_000_000_000n).toString().padStart(9, "0").replace(/0+$/, "");
  const base = new Date(Number(whole) * 1000).toISOString().slice(0, 19);
  return { ns, text: `${base}${fraction === "" ? "" : `.${fraction}`}${zone(offsetMinutes)}` };
}

export function fromMs(ms: number): GoTime {
  return fromNs(BigInt(Math.round(ms)) * NS_PER_MS);
}

export function isExpired(time: GoTime, nowMs: number): boolean {
  return time.ns !== null && time.ns < BigInt(Math.round(nowMs)) * NS_PER_MS;
}

/** Go's `time.ParseDuration`, in nanoseconds. Throws `RpcError` with Go's text. */
export function parseDuration(text: string): number {
  const sign = text.startsWith("-") ? -1 : 1;
  let rest = text.replace(/^[+-]/, "");
  if (rest === "0") return 0;
  let total = 0;
  if (rest === "") throw new RpcError(`time: invalid duration ${JSON.stringify(text)}`);
  while (rest !== "") {
    const part = /^(\d+\.?\d*|\.\d+)([^\d.]*)/.exec(rest);
    if (part === null) throw new RpcError(`time: invalid duration ${JSON.stringify(text)}`);
    const unit = part[2] ?? "";
    const ns = UNIT_NS[unit];
    const quoted = JSON.stringify(text);
    if (unit === "") throw new RpcError(`time: missing unit in duration ${quoted}`);
    if (ns === undefined) throw new RpcError(`time: unknown unit "${unit}" in duration ${quoted}`);
    total += Number(part[1]) * ns;
    rest = rest.slice(part[0].length);
  }
  return sign * total;
}

/** What the engine makes of `ExpiryTime`. Throws `RpcError` with the engine's text. */
export function parseTime(raw: string, nowMs: number): GoTime {
  const text = raw.trim();
  if (text === "" || text === "0" || text === "*unlimited") return ZERO_TIME;
  const relative = parseRelative(text, nowMs);
  if (relative !== null) return relative;
  const unix = parseUnix(text);
  if (unix !== null) return unix;
  const calendar = parseCalendar(text);
  if (calendar !== null) return calendar;
  throw new RpcError("Unsupported time format");
}

function parseRelative(text: string, nowMs: number): GoTime | null {
  if (text === "*now") return fromMs(nowMs);
  if (text === "*daily") return addDate(nowMs, 0, 0, 1);
  if (text === "*monthly") return addDate(nowMs, 0, 1, 0);
  if (text === "*monthly_estimated") return monthlyEstimated(nowMs);
  if (text === "*yearly") return addDate(nowMs, 1, 0, 0);
  if (text.startsWith("*month_end")) return later(endOfMonth(nowMs), extra(text));
  if (text.startsWith("*mo")) return later(addDate(nowMs, 0, 1, 0), extra(text));
  if (text.startsWith("+")) return later(fromMs(nowMs), parseDuration(text.slice(1)));
  if (text.startsWith("-")) return later(fromMs(nowMs), -parseDuration(text.slice(1)));
  return null;
}

function parseUnix(text: string): GoTime | null {
  if (!/^\d+$/.test(text)) return null;
  const scale: Readonly<Record<number, bigint>> = {
    10: 1_000_000_000n,
    13: 1_000_000n,
    16: 1000n,
    19: 1n,
  };
  const factor = scale[text.length];
  return factor === undefined ? null : fromNs(BigInt(text) * factor);
}

function parseCalendar(text: string): GoTime | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)([T\s])(\d\d):(\d\d):(\d\d)(.*)$/.exec(text);
  if (iso !== null) {
    const [, y, mo, d, separator, h, mi, s, rest] = iso.map(String);
    const fields = [y, mo, d, h, mi, s].map(Number);
    if (separator !== "T" && rest !== "") return null;
    return assemble(text, fields, rest ?? "");
  }
  const line = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (line !== null) return assemble(text, line.slice(1).map(Number), "");
  const day = /^(\d\d)[./](\d\d)[./](\d{4})\s(\d\d):(\d\d):(\d\d)$/.exec(text);
  if (day === null) return null;
  const [d = 0, mo = 0, y = 0, h = 0, mi = 0, s = 0] = day.slice(1).map(Number);
  return assemble(text, [y, mo, d, h, mi, s], "");
}

function assemble(text: string, fields: readonly number[], rest: string): GoTime {
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields;
  const fail = (why: string) => new RpcError(`parsing time ${JSON.stringify(text)}${why}`);
  if (mo < 1 || mo > 12) throw fail(": month out of range");
  if (h > 23) throw fail(": hour out of range");
  if (mi > 59) throw fail(": minute out of range");
  if (s > 59) throw fail(": second out of range");
  const tail = /^(?:[.,](\d+))?(Z|[+-]\d\d:?\d\d)?(.*)$/.exec(rest);
  const [, fraction = "", zoneText, surplus = ""] = tail ?? [];
  if (rest !== "" && zoneText === undefined) {
    throw fail(` as "2006-01-02T15:04:05Z07:00": cannot parse "${surplus}" as "Z07:00"`);
  }
  if (surplus !== "") throw fail(`: extra text: ${JSON.stringify(surplus)}`);
  if (d < 1 || d > new Date(Date.UTC(y, mo, 0)).getUTCDate()) throw fail(": day out of range");
  const offset = zoneText === undefined ? 0 : offsetMinutes(zoneText);
  const ms = Date.UTC(y, mo - 1, d, h, mi, s) - offset * 60_000;
  const ns = BigInt(ms) * NS_PER_MS + BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  return y === 1 ? ZERO_TIME : fromNs(ns, offset);
}

function offsetMinutes(text: string): number {
  if (text === "Z") return 0;
  const sign = text.startsWith("-") ? -1 : 1;
  const digits = text.slice(1).replace(":", "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

function zone(minutes: number): string {
  if (minutes === 0) return "Z";
  const size = Math.abs(minutes);
  const two = (n: number) => n.toString().padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function addDate(nowMs: number, years: number, months: number, days: number): GoTime {
  const at = new Date(nowMs);
  at.setUTCFullYear(at.getUTCFullYear() + years, at.getUTCMonth() + months, at.getUTCDate() + days);
  return fromMs(at.getTime());
}

function monthlyEstimated(nowMs: number): GoTime {
  const now = new Date(nowMs);
  const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 0)).getUTCDate();
  return addDate(nowMs, 0, 1, Math.min(0, last - now.getUTCDate()));
}

function endOfMonth(nowMs: number): GoTime {
  const now = new Date(nowMs);
  return fromMs(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) - 1000);
}

function extra(text: string): number {
  const plus = text.indexOf("+");
  return plus < 0 ? 0 : parseDuration(text.slice(plus + 1));
}

function later(time: GoTime, ns: number): GoTime {
  return time.ns === null ? time : fromNs(time.ns + BigInt(Math.round(ns)));
}
