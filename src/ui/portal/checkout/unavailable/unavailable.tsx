import type { Lang } from "../../../i18n/translator.ts";
import { bannerTree } from "../../../kit/banner/banner.ts";
import { TreeMarkup } from "../../../kit/tree/tree-markup.tsx";

/**
 * The banner that the first script shows when the second one, which is needed for paying, fails to
 * load. It is a template in the pages that draw the forms, so that the first view does not wait for
 * its messages.
 */
export function UnavailableTemplate({ lang }: { readonly lang: Lang }) {
  const { bold, help, retry, wifi } = lang.messages.unavailable;
  return (
    <template id="unavailable">
      <TreeMarkup tree={bannerTree({ tone: "warn", bold, help })} />
      <div class="stack">
        <button type="button" class="btn btn-main" data-action="retry" data-testid="retry">
          {retry}
        </button>
        <p class="mid quiet">{wifi}</p>
      </div>
    </template>
  );
}
