import type { ServiceView } from "../../../../contract/api.ts";
import type { BasicTranslator } from "../../../i18n/translator.ts";

type Bought = Pick<ServiceView["open_top_ups"][number], "offer_kind" | "quantity">;

/** What was bought, in words: "7 days". A kind without words does not compile. */
export function quantityText(
  lang: Pick<BasicTranslator<never>, "days">,
  { offer_kind, quantity }: Bought,
): string {
  switch (offer_kind) {
    case "days":
      return lang.days(quantity);
  }
}
