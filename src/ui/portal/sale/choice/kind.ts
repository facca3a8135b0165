import type { Messages } from "../../../i18n/messages.ts";

type Kinds = Messages["kinds"];

/** The words for a kind of service; those for mobile data where the kind has none of its own. */
export const kindMessages = (kinds: Kinds, kind: string): Kinds[keyof Kinds] =>
  kinds[Object.hasOwn(kinds, kind) ? (kind as keyof Kinds) : "mobile_data"];
