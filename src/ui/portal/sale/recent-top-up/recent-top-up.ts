import type { ServiceView } from "../../../../contract/api.ts";
import { counted } from "../../../i18n/language/plural.ts";
import type { Translator } from "../../../i18n/translator.ts";
import { type Banner, bannerTree } from "../../../kit/banner/banner.ts";
import { el, type Tree, type TreeElement } from "../../../kit/tree/tree.ts";
import { topUpPath } from "../../page/addresses.ts";
import type { Choice } from "../choice/choice.ts";
import { quantityText } from "../quantity-text/quantity-text.ts";

export type RecentLang = Translator<"recent">;

/** A top-up that was paid minutes ago. */
export interface RecentFacts {
  readonly recent: NonNullable<ServiceView["recent_top_up"]>;
  /** The server's clock, Unix ms. */
  readonly now: number;
  readonly serviceId: string;
  /** IANA name. */
  readonly timeZone: string;
}

/**
 * The banner "You already paid 2 minutes ago." with what was bought, a link to it, and further
 * actions. The API gives no such top-up to a weak identity.
 */
export function recentTree(
  lang: RecentLang,
  facts: RecentFacts,
  actions: readonly Tree[] = [],
): TreeElement {
  const href = topUpPath(facts.serviceId, facts.recent.id);
  // While the days are pending, seeing them is the main action, not paying for more.
  const main = facts.recent.new_expiry === null ? "btn btn-main" : null;
  const link = { href, class: main, "data-testid": "see-recent" };
  const seeIt = el("a", link, lang.messages.recent.seeIt);
  return bannerTree({ ...recentBanner(lang, facts), more: [seeIt, ...actions] });
}

/** The same banner without its link and actions. */
export function recentBanner(
  lang: RecentLang,
  { recent, now, timeZone }: Omit<RecentFacts, "serviceId">,
): Banner {
  const words = lang.messages.recent;
  const [days, price] = [quantityText(lang, recent), lang.money(recent.price)];
  const { transaction_id: id, new_expiry: end } = recent;
  const what =
    id === null ? [words.what(days, price)] : withId(words.whatAndId(days, price, PLACE), id);
  const until =
    end === null ? words.coming : words.already(lang.fullDate(Date.parse(end), timeZone));
  return {
    tone: "accent",
    bold: words.paid(minutesAgo(lang, now - Date.parse(recent.paid_at))),
    help: [...what, ` ${until}`],
  };
}

/**
 * Stands for the transaction ID in the sentence; the ID itself must not be broken over two lines.
 */
const PLACE = "{id}";
function withId(sentence: string, id: string): readonly Tree[] {
  const [before = "", after = ""] = sentence.split(PLACE);
  return [before, el("span", { class: "whole" }, id), after];
}

/** "Pay A$70.00 again for 7 more days": the button charges at once, so it names both. */
export const repeatMessage = (
  lang: RecentLang,
  { quantity, price }: Pick<Choice, "quantity" | "price">,
): string =>
  counted(localeOf(lang), quantity, lang.messages.recent.again).replace("{price}", () =>
    lang.money(price),
  );

const MINUTE_MS = 60_000;

/** "2 minutes ago" */
function minutesAgo(lang: RecentLang, passedMs: number): string {
  if (passedMs < MINUTE_MS) return lang.messages.recent.justNow;
  const minutes = Math.round(passedMs / MINUTE_MS);
  return new Intl.RelativeTimeFormat(localeOf(lang)).format(-minutes, "minute");
}

/** With Latin digits, as all formats of the portal. */
const localeOf = ({ tag }: RecentLang): string => `${tag}-u-nu-latn`;
