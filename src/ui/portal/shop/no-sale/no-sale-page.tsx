import type { ServiceView } from "../../../../contract/api.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { bannerTree } from "../../../kit/banner/banner.ts";
import { TreeMarkup } from "../../../kit/tree/tree-markup.tsx";
import { Layout, Main } from "../../layout/layout.tsx";
import { stepAddress, waitingAddress } from "../../page/addresses.ts";
import type { WaitData } from "../../page/page-data.ts";
import type { Site } from "../../page/site.ts";
import { type OfferView, quantityWithin, totalOf } from "../../sale/choice/choice.ts";
import { kindMessages } from "../../sale/choice/kind.ts";
import { stepsTree } from "../../sale/steps/steps.ts";
import { balanceTree } from "../balance/balance.ts";
import { OpenTopUps } from "../open-top-ups/open-top-ups.tsx";
import { hasPendingDays, mayBeCharged } from "../open-top-ups/pending-days.ts";

interface Props {
  readonly site: Site;
  readonly view: ServiceView;
  readonly path: string;
  /** The token of the page's link; null: the service was found by another way. */
  readonly link: string | null;
  readonly quantity: number;
  readonly now: number;
  /** The offer that would be sold; null: none. */
  readonly offer: OfferView | null;
  /** The message why nothing can be bought. */
  readonly why: string;
}
/** It may be over in a minute: the customer's choice is kept, and the page tries again. */
const WAITING: ReadonlySet<string | null> = new Set([
  "balance_unreadable",
  "deployment_id_conflict",
]);

/** Seconds until the page is loaded again by itself. */
const RETRY_SECONDS = 8;

/** The page of a service that nothing can be bought for; `view.blocked` says why. */
export function NoSalePage(props: Props) {
  const { site, view, path, quantity, now } = props;
  const { lang } = site;
  const selfHref = stepAddress(path, "days", quantity);
  const waiting = WAITING.has(view.blocked);
  const data: WaitData = { page: "wait", retry_seconds: RETRY_SECONDS };
  const title = kindMessages(view.service.kind).title(lang);
  const balance = (
    <div class="bal">
      <TreeMarkup tree={balanceTree({ lang, view, now, selfHref })} />
    </div>
  );
  const act = (
    <>
      <div id="steps">
        <TreeMarkup tree={stepsTree(lang, "days", () => selfHref)} />
      </div>
      <OpenTopUps lang={lang} view={view} now={now} link={props.link} payHref={null} />
      <TreeMarkup tree={bannerTree({ tone: "warn", bold: props.why, help: helpOf(lang, view) })} />
      {waiting ? <Retry {...props} selfHref={selfHref} /> : <Support site={site} />}
    </>
  );
  return (
    <Layout site={site} title={title} {...(waiting ? { data } : {})}>
      <Main have={balance} act={act} />
    </Layout>
  );
}

/**
 * The line of help. It says "Nothing was charged for this new top-up" unless the customer may just
 * have been charged; it never speaks of earlier top-ups, whose refunds this page does not show.
 */
function helpOf(lang: Lang, view: ServiceView): string | undefined {
  const silent = mayBeCharged(view) || view.blocked === "beyond_horizon";
  const parts = [
    view.blocked === "balance_unreadable" ? m.noSale_cannotPay_help(lang) : null,
    silent ? null : m.noSale_notCharged(lang),
  ];
  return parts.filter((part) => part !== null).join(" ") || undefined;
}

interface RetryProps extends Pick<Props, "site" | "view" | "offer" | "quantity"> {
  readonly selfHref: string;
}
/** The link to try again. Its page waits for the OCS, because an old reading sells nothing. */
function Retry({ site, view, selfHref, ...wish }: RetryProps) {
  const button = hasPendingDays(view) ? "btn" : "btn btn-main";
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{m.noSale_kept(site.lang)}</dt>
          <dd class="num">{keptWords(site.lang, wish)}</dd>
        </div>
        <div id="next-try" hidden>
          <dt>{m.noSale_nextTry(site.lang)}</dt>
          <dd class="num">
            {m.noSale_inSeconds(site.lang, format.seconds(site.lang, RETRY_SECONDS))}
          </dd>
        </div>
      </dl>
      <a class={`${button} btn-wide`} href={waitingAddress(selfHref)} data-testid="retry">
        {m.noSale_tryNow(site.lang)}
      </a>
      <p class="mid quiet after">
        {m.noSale_still(site.lang)}
        <a href={site.brand.supportHref}>{m.common_support(site.lang)}</a>
        {m.noSale_same(site.lang)}
      </p>
    </>
  );
}

/** "7 days, A$70.00"; without the price where there is no offer. */
function keptWords(lang: Lang, { offer, quantity }: Pick<Props, "offer" | "quantity">): string {
  if (offer === null) return format.days(lang, quantity);
  const days = quantityWithin(offer, quantity);
  return m.frame_pair(lang, format.days(lang, days), format.money(lang, totalOf(offer, days)));
}

function Support({ site }: { readonly site: Site }) {
  return (
    <a class="btn btn-wide" href={site.brand.supportHref}>
      {m.common_support(site.lang)}
    </a>
  );
}
