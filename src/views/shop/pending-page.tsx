import type { ServiceView } from "../../contract/api.ts";
import { kindOf } from "../kind.ts";
import { Layout, Main, type Site } from "../layout.tsx";
import { lineOfDays, weeksLegend } from "../line-of-days.ts";
import { type PendingData, patient, stepAddress } from "../page-data.ts";
import { stepsTree } from "../steps.ts";
import type { TreeElement } from "../tree.ts";
import { Shown } from "../tree-jsx.tsx";
import { bone, pendingBalanceTree } from "./balance.ts";

interface Props {
  readonly site: Site;
  readonly service: ServiceView["service"];
  readonly path: string;
  readonly quantity: number;
  /** How the script is to ask. */
  readonly asks: Pick<PendingData, "link" | "service_token">;
}

/**
 * The OCS has not answered in the time that a page waits, and nothing was ever read: the frame of
 * the first step with its final heights. The script asks on, or the browser reloads by itself.
 */
export function PendingPage({ site, service, path, quantity, asks }: Props) {
  const { lang } = site;
  const here = stepAddress(path, "days", quantity);
  const data: PendingData = { page: "pending", ...asks, next: patient(here) };
  const weak = asks.service_token !== undefined;
  const title = lang.words.kinds[kindOf(service.kind)].title;
  const balance = (
    <div class="bal">
      <Shown tree={pendingBalanceTree(lang, service, weak)} />
    </div>
  );
  const act = (
    <>
      <div id="steps">
        <Shown tree={stepsTree(lang, "days", () => here)} />
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
  /** Of a typed number, to which neither balance nor date is shown. */
  readonly weak: boolean;
}
/** Step 1 without what only the balance tells: the date and the price. Nothing to press yet. */
function PendingDays({ site, quantity, weak }: Pick<Props, "site" | "quantity"> & Weak) {
  const { daysPanel: words } = site.lang.words;
  const line: TreeElement = lineOfDays({ have: 0, more: quantity, mark: "add" });
  return (
    <div data-panel="days" aria-busy="true">
      <p class="quiet mid">{weak ? words.youAdd : words.newExpiry}</p>
      <p class="date">
        <Shown tree={bone("bone-l")} />
      </p>
      <p class="quiet mid">
        <Shown tree={bone("bone-m")} />
      </p>
      <div class="stephead">
        <span>{words.toAdd}</span>
        <div class="stepper">
          <span class="num">{site.lang.days(quantity)}</span>
        </div>
      </div>
      <Shown tree={weeksLegend(site.lang, quantity)} />
      <div class="ruler">
        <Shown tree={line} />
        <div class="picks" />
      </div>
      <p class="small quiet rule">
        <Shown tree={bone("bone-m")} />
      </p>
      <div class="bar">
        <p class="total">
          <span>
            <Shown tree={bone("bone-s")} />
          </span>
          <span class="small">
            <Shown tree={bone("bone-m")} />
          </span>
        </p>
      </div>
    </div>
  );
}
