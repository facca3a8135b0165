import type { Translator } from "../../../i18n/translator.ts";

/** The billing details that the customer types; also the draft kept on the device. */
export interface Billing {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}
export type Field = keyof Billing;
export type MistakeLang = Translator<"mistakes">;
export const FIELDS: readonly Field[] = ["first_name", "last_name", "email"];
export const NO_BILLING: Billing = { first_name: "", last_name: "", email: "" };

/** As strict as the API's own check: an address that passes here is not refused after Pay. */
const ADDRESS =
  /^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** The message about the mistake in one field; null: the field is right. */
export function mistakeIn(lang: MistakeLang, field: Field, typed: string): string | null {
  const { mistakes } = lang.messages;
  const value = typed.trim();
  if (field === "email") return mistakeInEmail(mistakes, value);
  if (value === "") return field === "first_name" ? mistakes.noFirst : mistakes.noLast;
  return value.length > 100 ? mistakes.tooLong : null;
}

function mistakeInEmail(
  mistakes: MistakeLang["messages"]["mistakes"],
  value: string,
): string | null {
  if (value === "") return mistakes.noEmail;
  if (!value.includes("@")) return mistakes.noAt;
  if (!/\.[^.@\s]{2,}$/.test(value.slice(value.lastIndexOf("@")))) return mistakes.noEnding;
  if (value.length > 254) return mistakes.tooLong;
  return ADDRESS.test(value) ? null : mistakes.odd;
}

/** The messages about all mistakes; an empty object when there is none. */
export function mistakesIn(lang: MistakeLang, billing: Billing): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  for (const field of FIELDS) {
    const mistake = mistakeIn(lang, field, billing[field]);
    if (mistake !== null) found[field] = mistake;
  }
  return found;
}

/** Billing details from any source of named values; what is missing or no text becomes empty. */
export function billingFrom(read: (field: Field) => unknown): Billing {
  const text = (field: Field) => {
    const value = read(field);
    return typeof value === "string" ? value : "";
  };
  return { first_name: text("first_name"), last_name: text("last_name"), email: text("email") };
}
