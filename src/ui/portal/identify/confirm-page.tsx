import type { ServiceView } from "../../../contract/api.ts";
import * as m from "../../../i18n/generated/messages.ts";
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
  const have = (
    <div class="bal">
      <h1 data-testid="banner">{m.confirm_title(site.lang)}</h1>
      <p class="device" data-testid="device">
        {labelOf(site.lang, service)}
      </p>
    </div>
  );
  const act = (
    <div class="stack first">
      <a class="btn btn-main btn-wide" href={yes} data-testid="confirm-yes">
        {m.confirm_yes(site.lang)}
      </a>
      <a class="btn btn-wide" href={FIND_PATH} data-testid="confirm-no">
        {m.confirm_no(site.lang)}
      </a>
    </div>
  );
  return (
    <Layout site={site} title={m.confirm_title(site.lang)}>
      <Main have={have} act={act} />
    </Layout>
  );
}
