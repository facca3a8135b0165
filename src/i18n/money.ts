import { memoize } from "../domain/base/memoize.ts";
import { type Currency, currencyRule, type Money } from "../domain/base/money.ts";

/** For people, in their language: "$70.00", "A$70.00". The decimals are Stripe's, not Intl's. */
export function formatMoney(amount: Money, locale: string): string {
  const { exponent } = currencyRule(amount.currency);
  return amounts(locale, amount.currency).format(amount.minor / 10 ** exponent);
}

const amounts = /* @__PURE__ */ memoize((locale: string, currency: Currency) => {
  const { exponent } = currencyRule(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
});
