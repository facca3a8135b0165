import type { TopUpJson } from "../../../contract/api.ts";
import { TreeMarkup } from "../../kit/tree/tree-markup.tsx";
import { Layout, Main } from "../layout/layout.tsx";
import type { ResultData } from "../page/page-data.ts";
import type { Site } from "../page/site.ts";
import { resultView } from "./result.ts";

interface Props {
  readonly site: Site;
  readonly topUp: TopUpJson;
  readonly now: number;
  readonly confirmed: boolean;
  /** Where another top-up of the same service begins. */
  readonly shopHref: string;
}

/** The page of a top-up in every state; the script keeps it up to date. */
export function ResultPage({ site, topUp, now, confirmed, shopHref }: Props) {
  const { brand, lang } = site;
  const shown = resultView({
    lang,
    topUp,
    email: null,
    now,
    have: 0,
    confirmed,
    shopHref,
    supportHref: brand.supportHref,
  });
  const data: ResultData = {
    page: "result",
    top_up: topUp,
    now,
    confirmed,
    support_href: brand.supportHref,
    shop_href: shopHref,
  };
  return (
    <Layout site={site} title={shown.spoken} tone={shown.tone} data={data}>
      <Main
        state={topUp.state}
        have={
          <div class="bal">
            <TreeMarkup tree={shown.have} />
          </div>
        }
        act={<TreeMarkup tree={shown.act} />}
      />
    </Layout>
  );
}
