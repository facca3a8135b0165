import * as z from "zod";
import { type Id, type IdPrefix, idPattern, toId } from "../domain/base/ids.ts";

/** An id of ours in its full form. */
export const idOf = <P extends IdPrefix>(prefix: P) =>
  z
    .string()
    .regex(idPattern(prefix))
    .transform((text): Id<P> => toId(prefix, text));

/** A text with the prefix of an id; at most 100 characters. */
export const prefixed = <P extends IdPrefix>(prefix: P) =>
  z
    .string()
    .startsWith(`${prefix}_`)
    .max(100)
    .transform((text): Id<P> => toId(prefix, text));
