import type { TopUpJson } from "../../../../contract/api.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import { actionButton, clearBanners, showBanner } from "../../../kit/banner/banner.script.ts";
import type { Banner } from "../../../kit/banner/banner.ts";
import { query } from "../../../kit/tree/dom.script.ts";
import { el } from "../../../kit/tree/tree.ts";
import { getTopUp } from "../../api/api.script.ts";
import type { LocalDraft } from "../../device/local-draft.script.ts";
import { lang } from "../../messages/lang.script.ts";
import { topUpPath } from "../../page/addresses.ts";
import { recentBanner, repeatMessage } from "../../sale/recent-top-up/recent-top-up.ts";
import type { Shop } from "../../sale/shop.script.ts";

type Recent = NonNullable<Shop["view"]["recent_top_up"]>;

/**
 * Whether the customer has confirmed another payment although the service was paid for minutes ago.
 * Asked once per attempt: another choice, a decline or the bank's page do not ask again.
 */
export class RepeatAgreement {
  readonly #shop: Shop;
  readonly #localDraft: LocalDraft;
  /** On this page, whose view may not know what was paid. */
  #onPage = false;

  constructor(shop: Shop, localDraft: LocalDraft) {
    this.#shop = shop;
    this.#localDraft = localDraft;
  }

  get given(): boolean {
    const { service, recent_top_up: recent } = this.#shop.view;
    return this.#onPage || this.#localDraft.agreedToRepeat(service.id, recent?.id ?? "");
  }

  /** `topUpId`: the one that was paid; null: it is not disclosed. */
  give(topUpId: string | null): void {
    this.#onPage = true;
    this.#localDraft.agreeToRepeat(this.#shop.view.service.id, topUpId ?? "");
  }
}

/**
 * "You already paid 2 minutes ago." In the place of the form the customer can see that top-up or
 * confirm another payment, which calls `onAgreed`. `topUpId` null: the service was found by a typed
 * number, and no top-up is disclosed.
 */
export async function confirmRepeat(
  shop: Shop,
  topUpId: string | null,
  onAgreed: () => void,
): Promise<void> {
  const recent = topUpId === null ? null : await recentOf(shop, topUpId);
  const serviceId = shop.view.service.id;
  const seeIt = topUpId && {
    href: topUpPath(serviceId, topUpId, shop.data.link),
    class: "btn btn-main",
    "data-testid": "see-recent",
  };
  const form = query("#pay-form");
  form.hidden = true;
  const agree = () => {
    clearBanners();
    form.hidden = false;
    onAgreed();
  };
  showBanner(recent ? bannerOf(shop, recent) : WITHOUT, { again: agree }, [
    ...(seeIt ? [el("a", seeIt, m.recent_seeIt(lang))] : []),
    actionButton("again", repeatMessage(lang, shop.choice)),
  ]);
}

const WITHOUT: Banner = { tone: "accent", bold: m.refusals_paid_recently(lang) };

const bannerOf = ({ view, clockAhead }: Shop, recent: Recent): Banner =>
  recentBanner(lang, {
    recent,
    now: Date.now() + clockAhead,
    timeZone: view.service.time_zone,
  });

/** The top-up as it is now; if it cannot be read, as it was when the page was made. */
async function recentOf({ view }: Shop, topUpId: string): Promise<Recent | null> {
  const answer = await getTopUp({ service_id: view.service.id, id: topUpId });
  const seen = answer.kind === "ok" ? fromTopUp(answer.body) : null;
  return seen ?? (view.recent_top_up?.id === topUpId ? view.recent_top_up : null);
}

function fromTopUp({ paid_at: paidAt, ...t }: TopUpJson): Recent | null {
  if (paidAt === null) return null;
  const { id, offer_kind, quantity, price, transaction_id, new_expiry } = t;
  const facts = { id, paid_at: paidAt, offer_kind, quantity, price, transaction_id, new_expiry };
  return t.state === "in_review" || t.state === "parked" ? { ...facts, under_review: true } : facts;
}
