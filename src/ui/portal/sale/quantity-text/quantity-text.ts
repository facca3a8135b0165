import type { ServiceView } from "../../../../contract/api.ts";
import * as format from "../../../../i18n/formats.ts";
import type { Lang } from "../../../../i18n/lang.ts";

type Bought = Pick<ServiceView["open_top_ups"][number], "offer_kind" | "quantity">;

/** What was bought, in words: "7 days". A kind without words does not compile. */
export function quantityText(lang: Lang, { offer_kind, quantity }: Bought): string {
  switch (offer_kind) {
    case "days":
      return format.days(lang, quantity);
  }
}
