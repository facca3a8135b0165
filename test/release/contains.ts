/** Fields are only added: what an answer of before must still be found in. */

/** As it travels: `undefined` is no answer, which a void method gives. */
export const asJson = (value: unknown): unknown =>
  value === undefined ? null : JSON.parse(JSON.stringify(value));

/**
 * Where `now` lacks or contradicts something of `before`, as `path: before, now`; empty: it holds
 * all of it. Objects may have more fields, arrays must have the same length.
 */
export function lostIn(before: unknown, now: unknown, path = "$"): string[] {
  if (Array.isArray(before) && Array.isArray(now) && before.length === now.length) {
    return before.flatMap((each, n) => lostIn(each, now[n], `${path}[${n}]`));
  }
  if (isRecord(before) && isRecord(now)) {
    return Object.entries(before).flatMap(([name, each]) =>
      lostIn(each, now[name], `${path}.${name}`),
    );
  }
  const same = JSON.stringify(before) === JSON.stringify(now);
  return same ? [] : [`${path}: it was ${brief(before)} and is ${brief(now)}`];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const brief = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 120);
