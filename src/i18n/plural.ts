import { memoize } from "../domain/base/memoize.ts";
import type { Lang } from "./lang.ts";

/** A text in the plural forms of a language (`Intl.PluralRules`). */
interface Forms extends Partial<Record<Intl.LDMLPluralRule, string>> {
  readonly other: string;
}

/** The form of `n` among those that `forms` makes with the number in the language's digits. */
export function plural({ locale }: Lang, n: number, forms: (n: string) => Forms): string {
  const all = forms(numbers(locale).format(n));
  return all[rules(locale).select(n)] ?? all.other;
}

const rules = memoize((locale: string) => new Intl.PluralRules(locale));
const numbers = memoize((locale: string) => new Intl.NumberFormat(locale));
