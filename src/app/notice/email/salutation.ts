import type { Language } from "./language.ts";
import { typed } from "./one-line.ts";

/**
 * "Hello Sam,". A name that looks like an address is left out: mail programs would turn it into a
 * link, and anyone could use our emails to send a link of their own to any recipient.
 */
export function salutationOf(firstName: string, { words, isolated }: Language): string {
  const name = typed(firstName);
  const address = /:\/\/|@|www\.|\.\p{L}{2}/iu.test(name);
  return name === "" || address ? words.salutationUnnamed : words.salutation(isolated(name));
}
