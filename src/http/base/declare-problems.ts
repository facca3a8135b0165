import * as z from "zod";
import { type Problem, problem as problemSchema } from "../../contract/api.ts";
import { ERRORS, type ErrorCode } from "../../domain/base/errors.ts";
import { ENGLISH } from "../../i18n/languages.ts";
import { type ProblemWith, problemBody, type StatusOf } from "./problem.ts";
import { EXAMPLE_FIELDS, EXAMPLE_REQUEST_ID } from "./problem-examples.ts";

/** When a route refuses with each of its codes: one sentence each. */
export type Notes<C extends ErrorCode> = Readonly<Record<C, string>>;

type Headers = Readonly<Record<string, typeof RETRY_AFTER | typeof LANGUAGE>>;

/** Codes of these that have this status. */
type WithStatus<C extends ErrorCode, S> = C extends ErrorCode
  ? StatusOf<C> extends S
    ? C
    : never
  : never;
/** The part of a route's `responses` that says how it refuses. */
export type DeclaredProblems<C extends ErrorCode> = {
  readonly [S in StatusOf<C>]: {
    readonly description: string;
    readonly headers: Headers;
    readonly content: {
      readonly "application/problem+json": {
        readonly schema: z.ZodType<ProblemWith<WithStatus<C, S>>>;
        readonly examples: Readonly<Record<string, { value: Problem }>>;
      };
    };
  };
};

/**
 * Declares the refusals of a route: give `C` as the use case's codes (`CodesOf<typeof quote>`) and
 * those in front of it, and the compiler asks for a note on each and takes no other. Made when the
 * document is asked for, because a Worker that starts needs none of it.
 */
export function problems<C extends ErrorCode>(notes: Notes<C>): DeclaredProblems<C> {
  const codes = Object.keys(notes) as C[];
  const byStatus = Map.groupBy(codes, (code) => ERRORS[code].status);
  const declared = [...byStatus].map(([status, those]) => [status, declaredOf(those, notes)]);
  return Object.fromEntries(declared) as DeclaredProblems<C>;
}

const RETRY_AFTER = {
  description: "Seconds after which the same request may be sent again",
  schema: { type: "integer", minimum: 1 },
  example: 5,
} as const;
const LANGUAGE = {
  description: "The language of `customer_message`",
  schema: { type: "string" },
  example: "en",
} as const;
const CARRIES_RETRY_AFTER: ReadonlySet<ErrorCode> = new Set([
  "too_many_requests",
  "too_many_identifications",
  "top_up_open",
  "balance_unreadable",
  "payment_system_unavailable",
  "temporarily_unavailable",
]);

function declaredOf<C extends ErrorCode>(codes: readonly C[], notes: Notes<C>) {
  const isLate = codes.some((code) => CARRIES_RETRY_AFTER.has(code));
  return {
    description: codes.map((code) => `* \`${code}\`: ${notes[code]}`).join("\n"),
    headers: { "Content-Language": LANGUAGE, ...(isLate && { "Retry-After": RETRY_AFTER }) },
    get content() {
      const schema = problemSchema.and(z.object({ code: z.enum(codes) }));
      return { "application/problem+json": { schema, examples: examplesOf(codes, notes) } };
    },
  };
}

function examplesOf<C extends ErrorCode>(codes: readonly C[], notes: Notes<C>) {
  const examples = codes.map((code) => {
    const value = {
      ...problemBody({ code }, EXAMPLE_REQUEST_ID, ENGLISH),
      ...EXAMPLE_FIELDS[code],
    };
    return [code, { summary: notes[code], value }];
  });
  return Object.fromEntries(examples) as Record<string, { value: Problem }>;
}
