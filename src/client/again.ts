import type { TopUpJson } from "../contract/api.ts";
import type { Notice } from "../views/notice.ts";
import { topUpPath } from "../views/page-data.ts";
import { againWords, recentNotice } from "../views/recent.ts";
import { el } from "../views/tree.ts";
import { readTopUp } from "./api.ts";
import { must } from "./dom.ts";
import { HERE } from "./here-pay.ts";
import { act, clearNotices, notify } from "./notices.ts";
import type { Shop } from "./shop.ts";

const { recent: words, refusals } = HERE.words;
type Recent = NonNullable<Shop["view"]["recent"]>;

/**
 * "You already paid 2 minutes ago." Instead of the forms: see that top-up, or say yes to another
 * payment. `topUpId` null: somebody typed the number and is told of no top-up.
 */
export async function askAgain(shop: Shop, topUpId: string | null, yes: () => void): Promise<void> {
  const recent = topUpId === null ? null : await recentOf(shop, topUpId);
  const serviceId = shop.view.service.id;
  const seeIt = topUpId && {
    href: topUpPath(serviceId, topUpId),
    class: "btn btn-main",
    "data-testid": "see-recent",
  };
  const form = must("#pay-form");
  form.hidden = true;
  const agreed = () => {
    clearNotices();
    form.hidden = false;
    yes();
  };
  notify(recent ? noticeOf(shop, recent) : WITHOUT, { again: agreed }, [
    ...(seeIt ? [el("a", seeIt, words.seeIt)] : []),
    act("again", againWords(HERE, shop.choice)),
  ]);
}

const WITHOUT: Notice = { tone: "accent", bold: refusals.paid_recently };

const noticeOf = ({ view, clockAhead }: Shop, recent: Recent): Notice =>
  recentNotice(HERE, {
    recent,
    now: Date.now() + clockAhead,
    timeZone: view.service.time_zone,
  });

/** As it is now; when that cannot be read, as it was when the page was made. */
async function recentOf({ view }: Shop, topUpId: string): Promise<Recent | null> {
  const answer = await readTopUp({ service_id: view.service.id, id: topUpId });
  const seen = answer.kind === "ok" ? fromTopUp(answer.body) : null;
  return seen ?? (view.recent?.id === topUpId ? view.recent : null);
}

function fromTopUp({ paid_at: paidAt, ...t }: TopUpJson): Recent | null {
  if (paidAt === null) return null;
  const { id, quantity, price, transaction_id, new_expiry } = t;
  return { id, paid_at: paidAt, quantity, price, transaction_id, new_expiry };
}
