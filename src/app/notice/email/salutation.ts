import type { Language } from "./language.ts";
import { typed } from "./one-line.ts";

/**
 * "Hello Sam,". A name that reads like an address is left out: mail programs would turn it into a
 * link, and letters of ours would carry what strangers typed to whomever they liked.
 */
export function salutationOf(firstName: string, { words, isolated }: Language): string {
  const name = typed(firstName);
  const address = /:\/\/|@|www\.|\.\p{L}{2}/iu.test(name);
  return name === "" || address ? words.salutationUnnamed : words.salutation(isolated(name));
}
