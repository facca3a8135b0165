import type { Messages } from "../../../i18n/messages.ts";

/** The kinds of service that have words of their own. */
export type Kind = keyof Messages["kinds"];
const KINDS: readonly Kind[] = ["mobile_data", "hotspot_dongle", "fixed_wireless"];

/** A kind we have no words for is spoken of as mobile data. */
export const kindOf = (kind: string): Kind =>
  KINDS.find((known) => known === kind) ?? "mobile_data";
