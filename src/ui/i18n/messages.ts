import type * as en from "./messages/en.ts";

/** The type of a translation: texts become any text, functions keep their parameters. */
type Translated<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : { readonly [Key in keyof T]: Translated<T[Key]> };

/**
 * All messages of the portal, in groups. English is the measure: a language with a message more or
 * less than English does not compile.
 */
export type Messages = Translated<Omit<typeof en, "about" | "more">>;
