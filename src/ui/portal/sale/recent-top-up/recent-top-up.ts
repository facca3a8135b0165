import type { ServiceView } from "../../../../contract/api.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { quantityText } from "../../../../i18n/quantity.ts";
import { type Banner, bannerTree } from "../../../kit/banner/banner.ts";
import { el, type Tree, type TreeElement } from "../../../kit/tree/tree.ts";
import { topUpPath } from "../../page/addresses.ts";
import type { Choice } from "../choice/choice.ts";

/** A top-up that was paid minutes ago. */
export interface RecentFacts {
  readonly recent: NonNullable<ServiceView["recent_top_up"]>;
  /** The server's clock, Unix ms. */
  readonly now: number;
  readonly serviceId: string;
  /** The token of the page's link; null: the service was found by another way. */
  readonly link: string | null;
  /** IANA name. */
  readonly timeZone: string;
}

/**
 * The banner "You already paid 2 minutes ago." with what was bought, a link to it, and further
 * actions. The API gives no such top-up to a weak identity.
 */
export function recentTree(
  lang: Lang,
  facts: RecentFacts,
  actions: readonly Tree[] = [],
): TreeElement {
  const href = topUpPath(facts.serviceId, facts.recent.id, facts.link);
  // While the days are pending, seeing them is the main action, not paying for more.
  const main = facts.recent.new_expiry === null ? "btn btn-main" : null;
  const link = { href, class: main, "data-testid": "see-recent" };
  const seeIt = el("a", link, m.recent_seeIt(lang));
  return bannerTree({ ...recentBanner(lang, facts), more: [seeIt, ...actions] });
}

/** The same banner without its link and actions. */
export function recentBanner(
  lang: Lang,
  { recent, now, timeZone }: Omit<RecentFacts, "serviceId" | "link">,
): Banner {
  const [days, price] = [
    quantityText(lang, recent.offer_kind, recent.quantity),
    format.money(lang, recent.price),
  ];
  const { transaction_id: id, new_expiry: end } = recent;
  const what =
    id === null
      ? [m.recent_what(lang, days, price)]
      : withId(m.recent_whatAndId(lang, days, price, PLACE), id);
  const until =
    end === null
      ? (recent.under_review ? m.recent_reviewed : m.recent_coming)(lang)
      : m.recent_already(lang, format.fullDate(lang, Date.parse(end), timeZone));
  return {
    tone: "accent",
    bold: m.recent_paid(lang, minutesAgo(lang, now - Date.parse(recent.paid_at))),
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
  lang: Lang,
  { quantity, price }: Pick<Choice, "quantity" | "price">,
): string => m.recent_again(lang, format.money(lang, price), quantity);

const MINUTE_MS = 60_000;

/** "2 minutes ago" */
function minutesAgo(lang: Lang, passedMs: number): string {
  if (passedMs < MINUTE_MS) return m.recent_justNow(lang);
  const minutes = Math.round(passedMs / MINUTE_MS);
  return format.inMinutes(lang, -minutes);
}
