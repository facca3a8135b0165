import type { ServiceView } from "../../../../contract/api.ts";
import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import { lineOfDays, weeksLegend } from "../../../kit/line-of-days/line-of-days.ts";
import { placeholder } from "../../../kit/placeholder/placeholder.ts";
import type { TreeElement } from "../../../kit/tree/tree.ts";
import { TreeMarkup } from "../../../kit/tree/tree-markup.tsx";
import { Layout, Main } from "../../layout/layout.tsx";
import { stepAddress, waitingAddress } from "../../page/addresses.ts";
import type { PendingData } from "../../page/page-data.ts";
import type { Site } from "../../page/site.ts";
import { kindMessages } from "../../sale/choice/kind.ts";
import { stepsTree } from "../../sale/steps/steps.ts";
import { pendingBalanceTree } from "../balance/balance.ts";

interface Props {
  readonly site: Site;
  readonly service: ServiceView["service"];
  readonly path: string;
  readonly quantity: number;
  /** How the script asks our API for the service. */
  readonly asks: Pick<PendingData, "link" | "service_token" | "top_up">;
}

/**
 * The page while the OCS has not answered within the page's time budget and there is no earlier
 * reading: step 1 with placeholders of its final heights. The script asks again; without JavaScript
 * the browser loads the waiting page by itself.
 */
export function PendingPage({ site, service, path, quantity, asks }: Props) {
  const { lang } = site;
  const selfHref = stepAddress(path, "days", quantity);
  const data: PendingData = { page: "pending", ...asks, next: waitingAddress(selfHref) };
  const weak = asks.service_token !== undefined;
  const title = kindMessages(service.kind).title(lang);
  const balance = (
    <div class="bal">
      <TreeMarkup tree={pendingBalanceTree(lang, service, weak)} />
    </div>
  );
  const act = (
    <>
      <div id="steps">
        <TreeMarkup tree={stepsTree(lang, "days", () => selfHref)} />
      </div>
      <PendingDays site={site} quantity={quantity} weak={weak} />
    </>
  );
  return (
    <Layout site={site} title={title} data={data} next={data.next}>
      <Main have={balance} act={act} />
    </Layout>
  );
}

interface Weak {
  /** Found by a typed number, so that neither balance nor date will be shown. */
  readonly weak: boolean;
}
/** Step 1 without date and price, which depend on the balance; nothing can be pressed yet. */
function PendingDays({ site, quantity, weak }: Pick<Props, "site" | "quantity"> & Weak) {
  const line: TreeElement = lineOfDays({ have: 0, more: quantity, mark: "add" });
  return (
    <div data-panel="days" aria-busy="true">
      <p class="quiet mid">
        {weak ? m.daysPanel_youAdd(site.lang) : m.daysPanel_newExpiry(site.lang)}
      </p>
      <p class="date">
        <TreeMarkup tree={placeholder("l")} />
      </p>
      <p class="quiet mid">
        <TreeMarkup tree={placeholder("m")} />
      </p>
      <div class="stephead">
        <span>{m.daysPanel_toAdd(site.lang)}</span>
        <div class="stepper">
          <span class="num">{format.days(site.lang, quantity)}</span>
        </div>
      </div>
      <TreeMarkup tree={weeksLegend(site.lang, quantity)} />
      <div class="ruler">
        <TreeMarkup tree={line} />
        <div class="picks" />
      </div>
      <p class="small quiet rule">
        <TreeMarkup tree={placeholder("m")} />
      </p>
      <div class="bar">
        <p class="total">
          <span>
            <TreeMarkup tree={placeholder("s")} />
          </span>
          <span class="small">
            <TreeMarkup tree={placeholder("m")} />
          </span>
        </p>
      </div>
    </div>
  );
}
