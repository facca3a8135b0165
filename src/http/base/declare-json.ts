import type * as z from "zod";

/** Declares a JSON answer of a route with its example, which has to fit the schema. */
export const jsonAnswer = <S extends z.ZodType>(
  schema: S,
  description: string,
  example: z.output<S>,
) => ({ description, content: { "application/json": { schema, example } } });

/**
 * Declares the JSON body of a post with its example. `required`, because without it a post that
 * names no content type would reach the handler unchecked.
 */
export const jsonBody = <S extends z.ZodType>(schema: S, example: z.input<S>) => ({
  required: true as const,
  content: { "application/json": { schema, example } },
});
