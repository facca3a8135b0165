import type { OpenTopUpJson, ServiceView } from "../../../../contract/api.ts";
import type { TopUpState } from "../../../../domain/top-up/states.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { quantityText } from "../../../../i18n/quantity.ts";
import { type Banner, bannerTree } from "../../../kit/banner/banner.ts";
import { el } from "../../../kit/tree/tree.ts";
import { TreeMarkup } from "../../../kit/tree/tree-markup.tsx";
import { topUpPath } from "../../page/addresses.ts";
import { recentTree } from "../../sale/recent-top-up/recent-top-up.ts";

interface Props {
  readonly lang: Lang;
  readonly view: ServiceView;
  readonly now: number;
  /** The token of the page's link; null: the service was found by another way. */
  readonly link: string | null;
  /** Address of the payment step for a quantity; null: the page sells nothing now. */
  readonly payHref: ((quantity: number) => string) | null;
}

/**
 * Banners about top-ups of this service that are open or were paid minutes ago, on any device, so
 * that no customer pays twice unknowingly (rows V7, P10). The last paid one has the page's main
 * button.
 */
export function OpenTopUps({ lang, view, now, link: token, payHref }: Props) {
  const { open_top_ups, service, recent_top_up } = view;
  const facts = { now, serviceId: service.id, timeZone: service.time_zone, link: token };
  const others = open_top_ups.filter(
    (one) => one.id !== recent_top_up?.id && one.state !== "canceling",
  );
  const first =
    recent_top_up === null ? others.find(({ state }) => GROUP_OF[state] === "pending") : undefined;
  return (
    <>
      {recent_top_up && <TreeMarkup tree={recentTree(lang, { recent: recent_top_up, ...facts })} />}
      {others.map((one) => {
        if (one.state === "awaiting_payment") {
          return <Unfinished lang={lang} one={one} serviceId={service.id} payHref={payHref} />;
        }
        const main = one === first ? { class: "btn btn-main", "data-testid": "see-recent" } : {};
        const link = { href: topUpPath(service.id, one.id, token), ...main };
        const seeIt = el("a", link, m.openTopUps_seeIt(lang));
        return <TreeMarkup tree={bannerTree({ ...bannerOf(lang, one), more: [seeIt] })} />;
      })}
    </>
  );
}

interface UnfinishedProps extends Pick<Props, "lang" | "payHref"> {
  readonly one: OpenTopUpJson;
  readonly serviceId: string;
}

/** What this session began and has not paid: it goes on with it, or gives it up. */
function Unfinished({ lang, one, serviceId, payHref }: UnfinishedProps) {
  const goOn = payHref && {
    href: payHref(one.quantity),
    class: "btn",
    "data-testid": "resume",
  };
  const action = `${topUpPath(serviceId, one.id)}/cancel`;
  const cancel = el("button", { class: "btn", "data-testid": "cancel" }, m.openTopUps_cancel(lang));
  const more = [
    ...(goOn ? [el("a", goOn, m.result_continuePaying(lang))] : []),
    el("form", { method: "post", action }, cancel),
  ];
  return <TreeMarkup tree={bannerTree({ ...bannerOf(lang, one), more })} />;
}

type OpenTopUpGroup = "open" | "not_paid" | "pending" | "in_review" | "refunding";
/**
 * The ended names (canceled, credited, refunded) are never open; they are here because the record
 * is complete.
 */
const GROUP_OF: Readonly<Record<TopUpState, OpenTopUpGroup>> = {
  awaiting_payment: "open",
  canceling: "open",
  canceled: "not_paid",
  awaiting_approval: "not_paid",
  processing: "pending",
  paid: "pending",
  crediting: "pending",
  resolving: "pending",
  credited: "pending",
  in_review: "in_review",
  parked: "in_review",
  revoking: "refunding",
  reversing: "refunding",
  refunding: "refunding",
  refund_failed: "refunding",
  refunded: "refunding",
};

/** The banner says first where the money is. */
function bannerOf(lang: Lang, topUp: OpenTopUpJson): Banner {
  const { state, price } = topUp;
  const [days, sum] = [
    quantityText(lang, topUp.offer_kind, topUp.quantity),
    format.money(lang, price),
  ];
  const tone = "accent";
  if (state === "processing") return { tone, bold: m.openTopUps_bank(lang, sum, days) };
  const received = m.openTopUps_received(lang, sum, days);
  switch (GROUP_OF[state]) {
    case "open":
      return { tone, bold: m.openTopUps_open(lang, days) };
    case "not_paid":
      return { tone, bold: m.openTopUps_unpaid(lang, days), help: m.openTopUps_notYet(lang) };
    case "pending":
      return { tone, bold: received, help: m.recent_coming(lang) };
    case "in_review":
      return { tone, bold: received, help: m.openTopUps_inReview(lang) };
    case "refunding":
      return { tone, bold: m.openTopUps_back(lang, sum, days) };
  }
}
