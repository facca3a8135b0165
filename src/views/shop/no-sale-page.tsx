import type { ServiceView } from "../../contract/api.ts";
import { kindOf } from "../kind.ts";
import { Layout, Main, type Site } from "../layout.tsx";
import { noticeTree } from "../notice.ts";
import { stepAddress, type WaitData } from "../page-data.ts";
import { stepsTree } from "../steps.ts";
import { Shown } from "../tree-jsx.tsx";
import { Balance } from "./balance.tsx";
import { Running } from "./running.tsx";

interface Props {
  readonly site: Site;
  readonly view: ServiceView;
  readonly path: string;
  readonly quantity: number;
  readonly now: number;
  readonly byLink: boolean;
  /** The customer's sentence for why nothing can be bought. */
  readonly why: string;
}
/** Seconds until the page looks again by itself. */
const RETRY_SECONDS = 8;

/** A service that is known, but nothing can be bought: unreadable, suspended, on hold, no end. */
export function NoSalePage(props: Props) {
  const { site, view, path, quantity, now, byLink } = props;
  const { lang } = site;
  const { cannotPay } = lang.words.noSale;
  const here = stepAddress(path, "days", quantity);
  const waiting = view.blocked === "balance_unreadable";
  const data: WaitData = { page: "wait", retry_seconds: RETRY_SECONDS };
  const title = lang.words.kinds[kindOf(view.service.kind)].title;
  const balance = (
    <div class="bal">
      <Balance lang={lang} view={view} now={now} here={here} byLink={byLink} />
    </div>
  );
  const act = (
    <>
      <div id="steps">
        <Shown tree={stepsTree(lang, "days", () => here)} />
      </div>
      <Shown tree={noticeTree({ tone: "warn", ...(waiting ? cannotPay : { bold: props.why }) })} />
      <Running lang={lang} view={view} />
      {waiting ? <Retry site={site} here={here} /> : <Support site={site} />}
    </>
  );
  return (
    <Layout site={site} title={title} {...(waiting ? { data } : {})}>
      <Main have={balance} act={act} />
    </Layout>
  );
}

function Retry({ site, here }: { readonly site: Site; readonly here: string }) {
  const { noSale, frame, common } = site.lang.words;
  return (
    <>
      <dl class="facts" id="next-try" hidden>
        <div>
          <dt>{noSale.nextTry}</dt>
          <dd class="num">{frame.inSeconds(site.lang.seconds(RETRY_SECONDS))}</dd>
        </div>
      </dl>
      <a class="btn btn-main btn-wide" href={here} data-testid="retry">
        {noSale.tryNow}
      </a>
      <p class="mid quiet after">
        {noSale.still}
        <a href={site.brand.supportHref}>{common.support}</a>
        {noSale.same}
      </p>
    </>
  );
}

function Support({ site }: { readonly site: Site }) {
  return (
    <a class="btn btn-wide" href={site.brand.supportHref}>
      {site.lang.words.common.support}
    </a>
  );
}
