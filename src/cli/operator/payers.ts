import {
  erasedView,
  purchasesView,
  type ResealedJson,
  resealedView,
} from "../../contract/operator-payers.ts";
import type { Ask } from "./api.ts";
import type { Options } from "./options.ts";

const PATH = "/operator/payers";

/**
 * `payer find <email>`, `payer erase <pay_…>`, `payer reseal`: prints lines; a run over many pages
 * says where to continue. Returns whether all of it was done.
 */
export async function payers(
  { id, target, reason, after, json }: Options,
  ask: Ask,
  out: (line: string) => void,
): Promise<boolean> {
  switch (id) {
    case "find": {
      const answer = await ask(`${PATH}/find`, purchasesView, { email: target });
      const lines = answer.purchases.map(
        (one) => `${one.payer_id}  ${one.service_id}/${one.top_up_id}  ${one.brand}`,
      );
      for (const line of json ? [JSON.stringify(answer)] : lines) out(line);
      if (!json && lines.length === 0) out("no paid top-up has a payer with this email");
      return true;
    }
    case "erase": {
      const answer = await ask(`${PATH}/${target}/erase`, erasedView, { reason });
      out(json ? JSON.stringify(answer) : `erased from ${answer.erased} top-ups`);
      for (const serviceId of answer.failed) out(`no answer: ${serviceId}; order it again`);
      return answer.failed.length === 0;
    }
    default:
      return reseal(ask, out, after ?? "");
  }
}

async function reseal(ask: Ask, out: (line: string) => void, from: string): Promise<boolean> {
  const failed: string[] = [];
  let [resealed, unreadable] = [0, 0];
  let next: string | null = from;
  while (next !== null) {
    const page: ResealedJson = await ask(`${PATH}/reseal`, resealedView, { after: next });
    resealed += page.resealed;
    unreadable += page.unreadable;
    failed.push(...page.failed);
    next = page.after;
    // Until there is something, a run from the beginning is as good.
    if (next !== null && resealed > 0) out(`${resealed} rows; continue with --after ${next}`);
  }
  const nothing = resealed + unreadable + failed.length === 0;
  out(nothing ? "nothing to do: every row is under the newest keys" : `all: ${resealed} rows`);
  for (const serviceId of failed) out(`no answer: ${serviceId}`);
  if (unreadable > 0) out(`${unreadable} rows open with no key: keep every older key, and look`);
  return failed.length === 0 && unreadable === 0;
}
