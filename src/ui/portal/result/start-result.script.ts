import type { IdempotencyKey } from "../device/idempotency-key.script.ts";
import type { LocalDraft } from "../device/local-draft.script.ts";
import type { ResultData } from "../page/page-data.ts";
import { Result } from "./result.script.ts";

/** The page of a top-up that was opened on its own address: shows it and keeps it up to date. */
export function startResult(
  data: ResultData,
  localDraft: LocalDraft,
  idempotencyKey: IdempotencyKey,
): void {
  const clockAhead = data.now - Date.now();
  const setting = { localDraft, idempotencyKey, clockAhead, supportHref: data.support_href };
  const result = new Result(setting, data.top_up);
  // The bank's redirect leaves payment parameters in the address; they must not stay visible there.
  history.replaceState(history.state, "", location.pathname);
  result.show(data.confirmed);
  result.connect();
}
