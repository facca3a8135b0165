import type { ServiceView } from "../../../contract/api.ts";
import { Layout, Main } from "../layout/layout.tsx";
import { FIND_PATH } from "../page/addresses.ts";
import type { Site } from "../page/site.ts";
import { labelOf } from "../sale/choice/choice.ts";

interface Props {
  readonly site: Site;
  readonly service: ServiceView["service"];
  /** Address of the four steps of this service. */
  readonly yes: string;
}

/** Asks whether a link or typed number found the right device; shows label and last digits only. */
export function ConfirmPage({ site, service, yes }: Props) {
  const words = site.lang.messages.confirm;
  const have = (
    <div class="bal">
      <h1 data-testid="banner">{words.title}</h1>
      <p class="device" data-testid="device">
        {labelOf(site.lang, service)}
      </p>
    </div>
  );
  const act = (
    <div class="stack first">
      <a class="btn btn-main btn-wide" href={yes} data-testid="confirm-yes">
        {words.yes}
      </a>
      <a class="btn btn-wide" href={FIND_PATH} data-testid="confirm-no">
        {words.no}
      </a>
    </div>
  );
  return (
    <Layout site={site} title={words.title}>
      <Main have={have} act={act} />
    </Layout>
  );
}
