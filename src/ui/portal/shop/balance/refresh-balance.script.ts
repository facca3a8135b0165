import * as format from "../../../../i18n/formats.ts";
import * as m from "../../../../i18n/generated/messages.ts";
import { query, queryAll, replaceChildren } from "../../../kit/tree/dom.script.ts";
import { lang } from "../../messages/lang.script.ts";
import { connected } from "../../network/connection.script.ts";
import { waitingAddress } from "../../page/addresses.ts";
import { ticksOf } from "../../sale/choice/choice.ts";
import { refetchService } from "../../sale/refetch-service.script.ts";
import type { Shop } from "../../sale/shop.script.ts";
import { balanceTree } from "./balance.ts";

/**
 * Gets the balance that the page could not wait for and replaces the old numbers. If nothing can be
 * sold on it, or the slider has other limits, the server draws the page again. If the customer has
 * left step 1 meanwhile, nothing changes: paying reads the balance again.
 */
export async function refreshBalance(shop: Shop): Promise<void> {
  const most = shop.offer.max_quantity;
  const answer = await refetchService(shop);
  if (answer.kind !== "ok" || shop.step !== "days") return;
  if (!shop.setView(answer.body) || shop.offer.max_quantity !== most) {
    await connected();
    if (shop.step === "days") location.replace(waitingAddress(shop.address()));
    return;
  }
  draw(shop, Date.now() + shop.clockAhead);
}

function draw(shop: Shop, now: number): void {
  const { view, offer } = shop;
  const place = query("#balance");
  const hadFocus = place.contains(document.activeElement);
  replaceChildren(place, ...balanceTree({ lang: lang, view, now, selfHref: shop.address() }));
  if (hadFocus) place.querySelector("a")?.focus();
  const ticks = ticksOf(lang, view, offer, now);
  for (const tick of queryAll<HTMLButtonElement>(".picks button")) {
    const days = Number(tick.value);
    const date = ticks.get(days) ?? "";
    query(`.picks [value="${days}"] span`).textContent = date;
    tick.setAttribute("aria-label", m.frame_pair(lang, format.days(lang, days), date));
  }
}
