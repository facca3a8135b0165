import { currencyRule, type Money, money, toDecimal } from "../base/money.ts";

/**
 * What is wrong with a price per unit that is finer than Stripe charges in its currency: three
 * decimals in tens, ISK and UGX in whole units (docs.stripe.com/currencies). It would be rounded
 * up at each sale, so customers would not pay what stands there. Null: nothing.
 */
export function finerThanStep({ minor, currency }: Money): string | null {
  const { step } = currencyRule(currency);
  if (minor % step === 0) return null;
  const [below, above] = [Math.floor(minor / step) * step, Math.ceil(minor / step) * step];
  const [name, ...amounts] = [step, below, above].map((one) => toDecimal(money(one, currency)));
  return (
    `${currency.toUpperCase()} is charged in steps of ${name}: ` + `take ${amounts.join(" or ")}`
  );
}
