import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";

/** The billing details that the customer types; also the draft kept on the device. */
export interface Billing {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}
export type Field = keyof Billing;
export const FIELDS: readonly Field[] = ["first_name", "last_name", "email"];
export const NO_BILLING: Billing = { first_name: "", last_name: "", email: "" };

/** As strict as the API's own check: an address that passes here is not refused after Pay. */
const ADDRESS = /^(?!\.|.*(\.[.@]|@\.|\.$|[\p{C}\s<>()[\],;:"\\]))[^@]+@[^@]+\.[^@]+$/u;

/** The message about the mistake in one field; null: the field is right. */
export function mistakeIn(lang: Lang, field: Field, typed: string): string | null {
  // Marks that are pasted along and not seen are no part of what was typed.
  const value = typed.replace(/\p{Cf}/gu, "").trim();
  if (field === "email") return mistakeInEmail(lang, value);
  // Many people have one name only.
  if (value === "") return field === "first_name" ? m.mistakes_noFirst(lang) : null;
  return value.length > 100 ? m.mistakes_tooLong(lang) : null;
}

function mistakeInEmail(lang: Lang, value: string): string | null {
  if (value === "") return m.mistakes_noEmail(lang);
  if (!value.includes("@")) return m.mistakes_noAt(lang);
  if (!/\.[^.@\s]{2,}$/.test(value.slice(value.lastIndexOf("@")))) return m.mistakes_noEnding(lang);
  if (value.length > 254) return m.mistakes_tooLong(lang);
  return ADDRESS.test(value) ? null : m.mistakes_odd(lang);
}

/** The messages about all mistakes; an empty object when there is none. */
export function mistakesIn(lang: Lang, billing: Billing): Partial<Record<Field, string>> {
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
