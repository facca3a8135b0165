import { ticksOf } from "../views/choice.ts";
import { patient } from "../views/page-data.ts";
import { balanceTree } from "../views/shop/balance.ts";
import { connected } from "./connection.ts";
import { all, fill, must } from "./dom.ts";
import { HERE } from "./here-aside.ts";
import { lookAgain } from "./look-again.ts";
import type { Shop } from "./shop.ts";

/**
 * Asks for the balance that the page could not wait for, and puts the new numbers where the old
 * ones are. When nothing can be bought on it, the server draws the page that says so. Whoever has
 * gone on to the next step is left alone: paying reads again.
 */
export async function reread(shop: Shop): Promise<void> {
  const most = shop.offer.max_quantity;
  const answer = await lookAgain(shop);
  if (answer.kind !== "ok" || shop.step !== "days") return;
  if (!shop.setView(answer.body) || shop.offer.max_quantity !== most) {
    await connected();
    if (shop.step === "days") location.replace(patient(shop.address()));
    return;
  }
  draw(shop, Date.now() + shop.clockAhead);
}

function draw(shop: Shop, now: number): void {
  const { view, offer } = shop;
  const place = must("[data-have=balance]");
  const hadFocus = place.contains(document.activeElement);
  fill(place, ...balanceTree({ lang: HERE, view, now, here: shop.address() }));
  if (hadFocus) place.querySelector("a")?.focus();
  const ticks = ticksOf(HERE, view, offer, now);
  for (const tick of all<HTMLButtonElement>(".picks button")) {
    const days = Number(tick.value);
    const date = ticks.get(days) ?? "";
    must(`.picks [value="${days}"] span`).textContent = date;
    tick.setAttribute("aria-label", HERE.words.frame.pair(HERE.days(days), date));
  }
}
