import * as m from "../../../i18n/generated/messages.ts";
import { Layout, Main } from "../layout/layout.tsx";
import type { Site } from "../page/site.ts";

/** A refusal without a page of its own: what happened in one sentence, and a way to try again. */
export function RefusalPage(props: { site: Site; words: string; here: string }) {
  const { site, words, here } = props;
  const have = (
    <div class="bal">
      <h1 data-testid="banner">{words}</h1>
    </div>
  );
  const act = (
    <a class="btn btn-main btn-wide first" href={here} data-testid="retry">
      {m.page_again(site.lang)}
    </a>
  );
  return (
    <Layout site={site} title={words}>
      <Main have={have} act={act} />
    </Layout>
  );
}
