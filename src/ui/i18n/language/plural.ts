/** A text in the plural forms of a language (`Intl.PluralRules`); `{n}` stands for the number. */
export interface Plural extends Partial<Record<Intl.LDMLPluralRule, string>> {
  readonly other: string;
}

/** "1 day", "7 days": the plural form of `n` with the number, in the locale's digits. */
export function counted(locale: string, n: number, forms: Plural): string {
  const form = forms[new Intl.PluralRules(locale).select(n)] ?? forms.other;
  return form.replace("{n}", new Intl.NumberFormat(locale).format(n));
}
