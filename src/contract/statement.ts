/** What Stripe takes as the line on a card's statement (docs.stripe.com, descriptors). */
import * as z from "zod";

/** Characters of the whole line. */
export const STATEMENT_MOST = 22;
/** Stripe puts `* ` between the account's prefix, of two characters at least, and the suffix. */
const BEFORE_SUFFIX = 4;

const latin = (forbidden: string) =>
  new RegExp(`^(?![^]*[${forbidden}])[\\x20-\\x7e\\p{Script=Latin}]*$`, "u");
const needsLetter = (text: string) => text === "" || /\p{Script=Latin}/u.test(text);
const letter = "needs a Latin letter, for example TOPUP";

/** Appended to the account's prefix; empty: nothing is. */
export const statementSuffix = z
  .string()
  .trim()
  .max(STATEMENT_MOST - BEFORE_SUFFIX)
  .regex(latin("<>\\\\'\"*"), "Latin letters, digits and signs without < > \\ ' \" *")
  .refine(needsLetter, letter);

/** The line as customers are told it; `*` only where Stripe puts it, before the suffix. */
export const statementDescriptor = z
  .string()
  .trim()
  .max(STATEMENT_MOST)
  .regex(latin("<>\\\\'\""), "Latin letters, digits and signs without < > \\ ' \"")
  .refine(needsLetter, letter);

/** What is wrong with the two together; null: nothing. */
export function statementProblem(descriptor: string, suffix: string): string | null {
  if (descriptor === "") return null;
  if (descriptor.includes("*")) {
    const [, after = "", ...more] = descriptor.split("* ");
    return suffix !== "" && after === suffix && more.length === 0
      ? null
      : "has a * only as Stripe writes the line: prefix, * and a space, then statement_suffix";
  }
  return suffix === "" || descriptor.length + 2 + suffix.length <= STATEMENT_MOST
    ? null
    : `with "* " and statement_suffix is longer than ${STATEMENT_MOST} characters`;
}
