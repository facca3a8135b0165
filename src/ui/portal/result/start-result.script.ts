import type { IdempotencyKey } from "../device/idempotency-key.script.ts";
import type { LocalDraft } from "../device/local-draft.script.ts";
import { topUpPath } from "../page/addresses.ts";
import type { ResultData } from "../page/page-data.ts";
import { Result } from "./result.script.ts";

/** The page of a top-up that was opened on its own address: shows it and keeps it up to date. */
export function startResult(
  data: ResultData,
  localDraft: LocalDraft,
  idempotencyKey: IdempotencyKey,
): void {
  const clockAhead = data.now - Date.now();
  const { support_href: supportHref, shop_href: shopHref } = data;
  const setting = { localDraft, idempotencyKey, clockAhead, supportHref, shopHref };
  const result = new Result(setting, data.top_up);
  // The bank's redirect leaves payment parameters in the address; they must not stay visible there.
  const link = new URLSearchParams(location.search).get("link");
  const { service_id: serviceId, id } = data.top_up;
  history.replaceState(history.state, "", topUpPath(serviceId, id, link));
  result.show(data.confirmed);
  result.connect();
}
