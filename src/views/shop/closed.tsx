import type { Lang } from "../lang/lang.ts";
import { noticeTree } from "../notice.ts";
import { Shown } from "../tree-jsx.tsx";

/**
 * What the first script says when the second one, without which nobody pays, does not come. Kept
 * aside in the pages that draw the forms, so that these words are no weight before the first view.
 */
export function Closed({ lang }: { readonly lang: Lang }) {
  const { bold, help, retry, wifi } = lang.words.unavailable;
  return (
    <template id="closed">
      <Shown tree={noticeTree({ tone: "warn", bold, help })} />
      <div class="stack">
        <button type="button" class="btn btn-main" data-act="retry" data-testid="retry">
          {retry}
        </button>
        <p class="mid quiet">{wifi}</p>
      </div>
    </template>
  );
}
