import type * as z from "zod";
import { ok, type Result, refuse } from "../domain/base/result.ts";

export type Schema<T> = z.ZodType<T>;
/** One wrong field, named by its path: `customer.email`; `body` for the whole. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  /** The bounds that it is outside of: of a number, or of a text's or list's length. */
  readonly min?: number;
  readonly max?: number;
}

/** Reads a JSON text by a schema; refuses with every wrong, missing and unknown field. */
export function parseJson<T>(text: string, schema: Schema<T>): Result<T, readonly FieldError[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return refuse([{ field: "body", message: "is not JSON" }]);
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : refuse(parsed.error.issues.flatMap(fieldErrors));
}

/** The bound that a value is outside of; bounds are inclusive here. */
function boundOf(issue: z.core.$ZodIssue): Pick<FieldError, "min" | "max"> {
  if (issue.code === "too_small") return { min: Number(issue.minimum) };
  return issue.code === "too_big" ? { max: Number(issue.maximum) } : {};
}

/** Zod counts the characters of an empty text. */
const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === "too_small" && issue.origin === "string" && issue.minimum === 1
    ? "must not be empty"
    : issue.message;

/**
 * One row per field; zod counts several unknown fields as one issue. Of a union it says only
 * "Invalid input": then the form with the fewest mistakes is the one that the caller meant.
 */
export function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const at = (path: readonly PropertyKey[]) => path.map(String).join(".") || "body";
  if (issue.code === "invalid_union") {
    const rows = issue.errors.map((form) =>
      form.flatMap((one) => fieldErrors({ ...one, path: [...issue.path, ...one.path] })),
    );
    const [meant] = rows.filter((form) => form.length > 0).sort((a, b) => a.length - b.length);
    if (meant) return meant;
  }
  if (issue.code !== "unrecognized_keys") {
    return [{ field: at(issue.path), message: messageOf(issue), ...boundOf(issue) }];
  }
  return issue.keys.map((key) => ({ field: at([...issue.path, key]), message: "unknown field" }));
}
