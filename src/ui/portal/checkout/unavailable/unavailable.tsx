import * as m from "../../../../i18n/generated/messages.ts";
import type { Lang } from "../../../../i18n/lang.ts";
import { bannerTree } from "../../../kit/banner/banner.ts";
import { TreeMarkup } from "../../../kit/tree/tree-markup.tsx";

/**
 * The banner that the first script shows when the second one, which is needed for paying, fails to
 * load. It is a template in the pages that draw the forms, so that the first view does not wait for
 * its messages.
 */
export function UnavailableTemplate({ lang }: { readonly lang: Lang }) {
  return (
    <template id="unavailable">
      <TreeMarkup
        tree={bannerTree({
          tone: "warn",
          bold: m.unavailable_bold(lang),
          help: m.unavailable_help(lang),
        })}
      />
      <div class="stack">
        <button type="button" class="btn btn-main" data-action="retry" data-testid="retry">
          {m.unavailable_retry(lang)}
        </button>
        <p class="mid quiet">{m.unavailable_wifi(lang)}</p>
      </div>
    </template>
  );
}
