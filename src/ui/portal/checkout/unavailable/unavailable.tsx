import type { Lang } from "../../../i18n/translator.ts";
import { bannerTree } from "../../../kit/banner/banner.ts";
import { TreeMarkup } from "../../../kit/tree/tree-markup.tsx";

/**
 * What the first script says when the second one, without which nobody pays, does not come. Kept
 * aside in the pages that draw the forms, so that these words are no weight before the first view.
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
