import type { ServiceView } from "../../contract/api.ts";
import { seconds } from "../format.ts";
import { type Brand, Layout, Main } from "../layout.tsx";
import { type Notice, noticeTree } from "../notice.ts";
import { stepAddress, topUpPath, type WaitData } from "../page-data.ts";
import { stepsTree } from "../steps.ts";
import { el } from "../tree.ts";
import { Shown } from "../tree-jsx.tsx";
import { FRAME, kindOf, NO_SALE, NOTICES } from "../words.ts";
import { Balance } from "./balance.tsx";

interface Props {
  readonly brand: Brand;
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
  const { brand, view, path, quantity, now, byLink } = props;
  const here = stepAddress(path, "days", quantity);
  const waiting = view.blocked === "balance_unreadable";
  const data: WaitData = { page: "wait", retry_seconds: RETRY_SECONDS };
  const balance = (
    <div class="bal">
      <Balance view={view} now={now} here={here} byLink={byLink} />
    </div>
  );
  const act = (
    <>
      <div id="steps">
        <Shown tree={stepsTree("days", () => here)} />
      </div>
      <Shown tree={noticeTree(waiting ? cannotPay : { tone: "warn", bold: props.why })} />
      <Running view={view} />
      {waiting ? <Retry brand={brand} here={here} /> : <Support brand={brand} />}
    </>
  );
  return (
    <Layout brand={brand} title={kindOf(view.service.kind).title} {...(waiting ? { data } : {})}>
      <Main have={balance} act={act} />
    </Layout>
  );
}

const cannotPay: Notice = {
  tone: "warn",
  bold: NO_SALE.cannotPay.bold,
  help: NO_SALE.cannotPay.help,
};

function Running({ view }: { readonly view: ServiceView }) {
  if (view.running.length === 0) return null;
  const links = view.running.map((id) =>
    el("a", { href: topUpPath(view.service.id, id) }, NOTICES.seeIt),
  );
  return <Shown tree={noticeTree({ tone: "accent", bold: NOTICES.running, more: links })} />;
}

function Retry({ brand, here }: { readonly brand: Brand; readonly here: string }) {
  return (
    <>
      <dl class="facts" id="next-try" hidden>
        <div>
          <dt>{NO_SALE.nextTry}</dt>
          <dd class="num">{NO_SALE.inSeconds(seconds(RETRY_SECONDS))}</dd>
        </div>
      </dl>
      <a class="btn btn-main btn-wide" href={here} data-testid="retry">
        {NO_SALE.tryNow}
      </a>
      <p class="mid quiet after">
        {NO_SALE.still}
        <a href={brand.supportHref}>{FRAME.support}</a>
        {NO_SALE.same}
      </p>
    </>
  );
}

function Support({ brand }: { readonly brand: Brand }) {
  return (
    <a class="btn btn-wide" href={brand.supportHref}>
      {FRAME.support}
    </a>
  );
}
