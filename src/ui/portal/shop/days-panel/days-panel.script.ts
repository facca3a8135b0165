import { announce, query, queryAll } from "../../../kit/tree/dom.script.ts";
import { translator } from "../../messages/shop-messages.script.ts";
import type { Shop } from "../../sale/shop.script.ts";

/** Listeners hear a change this long after the last one; ms. */
const SAY_AFTER_MS = 400;
const PAGE_KEYS: Readonly<Record<string, number>> = { PageUp: 7, PageDown: -7 };

/** Step 1: slider, stepper and ticks change the choice in place. */
export function startDays(shop: Shop): void {
  const slider = query<HTMLInputElement>("#days");
  const ruler = query("#ruler");
  ruler.style.setProperty("--n", slider.max);
  slide(slider, shop);
  slider.addEventListener("keydown", (event) => {
    const by = PAGE_KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    shop.setQuantity(shop.choice.quantity + by);
  });
  const form = query<HTMLFormElement>("#days-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    if (button?.name === "pick") return pick(shop, button);
    shop.go("billing");
  });
  shop.onChoice((choice) => {
    history.replaceState(history.state, "", shop.address());
    draw(slider, shop);
    announceLater(translator.messages.frame.pair(choice.texts.spoken, choice.texts.price));
  });
  // It may have been moved before this script came.
  shop.setQuantity(slider.valueAsNumber);
}

/**
 * The slider chooses as it moves. Browsers move it the moment a thumb touches it, which may only
 * want to scroll the page: nothing is chosen before the thumb goes sideways or lets go.
 */
function slide(slider: HTMLInputElement, shop: Shop): void {
  /** Where a thumb came down that has not said yet what it wants. */
  let touchStart: PointerEvent | null = null;
  let [wish, before] = [slider.valueAsNumber, shop.choice.quantity];
  const choose = () => {
    touchStart = null;
    shop.setQuantity(wish);
  };
  slider.onpointerdown = (event) => {
    wish = before = shop.choice.quantity;
    touchStart = event.pointerType === "mouse" ? null : event;
  };
  slider.onpointermove = (event) => {
    const { x, y } = touchStart ?? event;
    if (Math.abs(event.x - x) > Math.abs(event.y - y)) touchStart = null;
  };
  slider.onpointerup = ({ pointerType }) => {
    // A mouse may have come down elsewhere.
    if (pointerType !== "mouse") choose();
  };
  // The page scrolls.
  slider.onpointercancel = () => {
    wish = before;
    choose();
  };
  slider.oninput = () => {
    wish = slider.valueAsNumber;
    if (!touchStart) choose();
    // Back from the marks beyond the horizon, and to where the thumb found it.
    slider.value = `${shop.choice.quantity}`;
  };
}

function pick(shop: Shop, button: HTMLButtonElement): void {
  const move = button.dataset.move;
  shop.setQuantity(move ? shop.choice.quantity + Number(move) : Number(button.value));
}

function draw(slider: HTMLInputElement, { choice, offer }: Shop): void {
  const { quantity, texts } = choice;
  slider.max = `${Math.max(Number(slider.max), quantity)}`;
  slider.value = `${quantity}`;
  slider.setAttribute("aria-valuetext", texts.spoken);
  queryAll("#ruler .days i").forEach((mark, i) => {
    mark.className = i < quantity ? "add" : i < offer.max_quantity ? "" : "far";
  });
  for (const tick of queryAll<HTMLButtonElement>(".picks button")) {
    tick.setAttribute("aria-pressed", `${Number(tick.value) === quantity}`);
  }
}

let waiting: ReturnType<typeof setTimeout> | undefined;
function announceLater(words: string): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => announce(words), SAY_AFTER_MS);
}
