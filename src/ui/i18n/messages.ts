import type * as en from "./messages/en.ts";

/** Any sentence in place of the English one; a sentence with values keeps its values. */
type Translated<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof T]: Translated<T[Key]> };

/**
 * Every sentence of the portal, in groups. English is the measure: a language with a sentence
 * more or less than English does not compile.
 */
export type Messages = Translated<Omit<typeof en, "about" | "more">>;
