/** "7 × 0.125" beside 0.880: what Stripe cannot take is rounded up, and the page says so. */
import { expect, test } from "vitest";
import { choose } from "../../src/ui/portal/sale/choice/choice.ts";
import { AR, EN, NOW, serviceView, textOf } from "./samples.ts";

const view = serviceView();
const [sample] = view.offers;
if (!sample) throw new Error("the sample sells something");
const offer = (currency: string, unit: number, tiers: typeof sample.tiers = []) => ({
  ...sample,
  currency,
  unit_minor: unit,
  tiers,
});
const breakdown = (lang: typeof EN, sold: typeof sample, quantity: number) =>
  textOf(choose(lang, view, sold, quantity, NOW).texts.breakdown).replaceAll("\u00a0", " ");

test.each([
  ["jod", 125, 7, "7 days × JOD 0.125, rounded up, tax included"],
  ["isk", 550, 3, "3 days × ISK 5.50, rounded up, tax included"],
  ["jod", 125, 8, "8 days × JOD 0.125, tax included"],
  ["aud", 1000, 7, "7 days × A$10.00, tax included"],
])("%s: %i a day, %i days: %s", (currency, unit, quantity, words) => {
  expect(breakdown(EN, offer(currency, unit), quantity)).toBe(words);
});

test("a tier whose total is rounded claims no exact saving", () => {
  const sold = offer("jod", 500, [{ from: 7, unit_minor: 125 }]);
  expect(breakdown(EN, sold, 7)).toBe("7 days × JOD 0.125, rounded up, tax included");
});

test("in Arabic too it says that the total is rounded", () => {
  expect(breakdown(AR, offer("jod", 125), 7)).toMatch(/0\.125.*مقرّبًا/);
  expect(breakdown(AR, offer("jod", 125), 8)).not.toContain("مقرّبًا");
});
