import type * as z from "zod";
import { BRAND_COLUMNS, type BrandRow, columnOf } from "./brand.ts";
import { type FieldError, fieldErrors } from "./parse.ts";

/** How a column is typed behind `--set column=`. */
const FORMS: Readonly<Partial<Record<keyof BrandRow, string>>> = {
  hosts: 'a JSON list, for example ["topup.example.com"]',
  currencies: 'a JSON list, for example ["usd"]',
  languages: 'a JSON list, for example ["en","ar"]',
  countries: 'a JSON list, for example ["AU"]',
  approvalAbove: 'JSON, minor units per currency, for example {"usd":10000}',
  withdrawalConsent: "true or false",
  typedIdentity: "true or false",
};
const formOf = (field: string): string => (FORMS as Record<string, string>)[field] ?? "a text";

/** What is wrong with a row of a brand, by column, in words for the operator who types it. */
export function wrongColumns(
  { issues }: z.ZodError,
  row: Readonly<Record<string, unknown>>,
): FieldError[] {
  return issues.flatMap((issue) => {
    const field = String(issue.path[0] ?? "");
    if (issue.code === "unrecognized_keys") {
      const message = `unknown column; there are ${BRAND_COLUMNS.join(", ")}`;
      return issue.keys.map((name) => ({ field: columnOf(name), message }));
    }
    const isWhole = issue.path.length === 1;
    if (isWhole && row[field] === undefined) {
      return [{ field: columnOf(field), message: `is missing: ${formOf(field)}` }];
    }
    if (isWhole && issue.code === "invalid_type") {
      return [{ field: columnOf(field), message: `has to be ${formOf(field)}` }];
    }
    return fieldErrors(issue).map(({ message }) => ({ field: columnOf(field), message }));
  });
}
