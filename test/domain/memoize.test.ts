import { expect, test } from "vitest";
import { memoize } from "../../src/domain/base/memoize.ts";

const counted = () => {
  const made: string[] = [];
  const of = memoize((zone: string, size: string) => {
    made.push(`${zone}/${size}`);
    return { zone, size };
  });
  return { made, of };
};

test("the same keys: the same value, made once", () => {
  const { made, of } = counted();
  expect(of("a", "b")).toBe(of("a", "b"));
  expect(of("a", "c")).toEqual({ zone: "a", size: "c" });
  expect(made).toEqual(["a/b", "a/c"]);
});

test("64 values are kept; one more empties the cache first", () => {
  const { made, of } = counted();
  const zones = Array.from({ length: 64 }, (_, n) => String(n));
  for (const zone of [...zones, ...zones]) of(zone, "s");
  expect(made).toHaveLength(64);
  of("one more", "s");
  of("0", "s");
  expect(made.slice(64)).toEqual(["one more/s", "0/s"]);
});
