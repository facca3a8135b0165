import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { PLACES_OF_DATABASES, PLACES_OF_OBJECTS } from "./places.ts";

const oneOf = (places: readonly string[]) =>
  z.string().refine((text) => places.includes(text), `one of ${places.join(", ")}`);

const MAIL_OR_DOMAIN = /^[^\s@]*@[^\s@]+\.[^\s@]+$/;

/** What only the operator can decide; an absent one was not answered yet. */
export const answersForm = z.strictObject({
  /** Where databases are made: a jurisdiction or a location. */
  databases: oneOf(PLACES_OF_DATABASES).optional(),
  /** The same of objects. */
  objects: oneOf(PLACES_OF_OBJECTS).optional(),
  /** The name of this deployment on its payments; `new` makes one. */
  deploymentId: z
    .string()
    .regex(/^[\w.-]{1,60}$/, "1 to 60 letters, digits, dots, - or _, or the word new")
    .optional(),
  /** Who passes Cloudflare Access in front of /operator: mail addresses and @domains. */
  access: z
    .array(z.string().regex(MAIL_OR_DOMAIN, "me@kestrel.example or @kestrel.example"))
    .optional(),
});
export type Answers = z.infer<typeof answersForm>;

/** The file or a flag holds no usable answer; the message names it. */
export class BadAnswer extends Error {}

/** The answers of earlier runs; none while there is no file. Throws `BadAnswer`. */
export function readAnswers(path: string): Answers {
  if (!existsSync(path)) return {};
  return checkAnswers(parseJsonIn(path, readFileSync(path, "utf8")), path);
}

export function checkAnswers(given: unknown, where: string): Answers {
  const checked = answersForm.safeParse(given);
  if (checked.success) return checked.data;
  throw new BadAnswer(`${where}: ${z.prettifyError(checked.error)}`);
}

export function keepAnswers(path: string, answers: Answers): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(answers, null, 2)}\n`);
}

/** Throws `BadAnswer`. */
export function parseJsonIn(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message may quote what is in the file.
    throw new BadAnswer(`${path}: is not JSON`);
  }
}
