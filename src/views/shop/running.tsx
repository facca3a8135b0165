import type { ServiceView } from "../../contract/api.ts";
import type { TopUpName } from "../../domain/top-up/names.ts";
import type { Lang } from "../lang/lang.ts";
import { type Notice, noticeTree } from "../notice.ts";
import { topUpPath } from "../page-data.ts";
import { recentTree } from "../recent.ts";
import { el } from "../tree.ts";
import { Shown } from "../tree-jsx.tsx";

interface Props {
  readonly lang: Lang;
  readonly view: ServiceView;
  readonly now: number;
}
type RunningTopUp = ServiceView["running"][number];

/**
 * What is under way or was paid minutes ago, whichever device began it: nobody shall pay twice for
 * want of knowing (rows V7, P10). The one that was paid last has the main button of the page.
 */
export function Running({ lang, view, now }: Props) {
  const { running, service, recent } = view;
  const facts = { now, serviceId: service.id, timeZone: service.time_zone };
  const others = running.filter((one) => one.id !== recent?.id && !isGoneOnWith(one));
  const first = recent === null ? others.find(({ state }) => SAID[state] === "coming") : undefined;
  return (
    <>
      {recent && <Shown tree={recentTree(lang, { recent, ...facts })} />}
      {others.map((one) => {
        const main = one === first ? { class: "btn btn-main", "data-testid": "see-recent" } : {};
        const link = { href: topUpPath(service.id, one.id), ...main };
        const seeIt = el("a", link, lang.words.running.seeIt);
        return <Shown tree={noticeTree({ ...told(lang, one), more: [seeIt] })} />;
      })}
    </>
  );
}

/** The very try that whoever looks is in the middle of: this page is how it goes on. */
const isGoneOnWith = ({ own, state }: RunningTopUp): boolean =>
  own && (state === "awaiting_payment" || state === "lapsing");

type Said = "open" | "unpaid" | "coming" | "looked" | "back";
/** Over are `unpaid`, `credited` and `refunded`: none of them is running. */
const SAID: Readonly<Record<TopUpName, Said>> = {
  awaiting_payment: "open",
  lapsing: "open",
  unpaid: "unpaid",
  awaiting_approval: "unpaid",
  processing: "coming",
  paid: "coming",
  crediting: "coming",
  closing: "coming",
  credited: "coming",
  in_review: "looked",
  parked: "looked",
  withdrawing: "back",
  reversing: "back",
  refunding: "back",
  refund_failed: "back",
  refunded: "back",
};

/** Where the money is, first. */
function told(lang: Lang, { state, quantity, price }: RunningTopUp): Notice {
  const { running: words, recent } = lang.words;
  const [days, sum] = [lang.days(quantity), lang.money(price)];
  const tone = "accent";
  if (state === "processing") return { tone, bold: words.bank(sum, days) };
  const received = words.received(sum, days);
  switch (SAID[state]) {
    case "open":
      return { tone, bold: words.open(days) };
    case "unpaid":
      return { tone, bold: words.unpaid(days), help: words.notYet };
    case "coming":
      return { tone, bold: received, help: recent.coming };
    case "looked":
      return { tone, bold: received, help: words.looked };
    case "back":
      return { tone, bold: words.back(sum, days) };
  }
}
