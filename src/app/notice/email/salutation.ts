import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { typed } from "./one-line.ts";

/**
 * "Hello Sam,". A name that looks like an address is left out: mail programs would turn it into a
 * link, and anyone could use our emails to send a link of their own to any recipient.
 */
export function salutationOf(firstName: string, lang: Lang): string {
  const name = typed(firstName);
  const address = /:\/\/|@|www\.|\.\p{L}{2}/iu.test(name);
  return name === "" || address ? m.email_salutationUnnamed(lang) : m.email_salutation(lang, name);
}
