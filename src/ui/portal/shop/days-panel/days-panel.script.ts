import * as m from "../../../../i18n/generated/messages.ts";
import { announce, query, queryAll } from "../../../kit/tree/dom.script.ts";
import { lang } from "../../messages/lang.script.ts";
import type { Shop } from "../../sale/shop.script.ts";

/** Screen readers announce the choice this long after its last change; ms. */
const ANNOUNCE_AFTER_MS = 400;
const PAGE_KEYS: Readonly<Record<string, number>> = { PageUp: 7, PageDown: -7 };

/** Step 1: slider, stepper and ticks change the choice without loading a page. */
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
    announceLater(m.frame_pair(lang, choice.texts.spoken, choice.texts.price));
  });
  // The customer may have moved the slider before this script was loaded.
  shop.setQuantity(slider.valueAsNumber);
}

/**
 * The slider chooses while it moves. Browsers move it as soon as a finger touches it, although the
 * customer may only want to scroll the page: with a finger nothing is chosen before it moves
 * sideways or is lifted.
 */
function slide(slider: HTMLInputElement, shop: Shop): void {
  /** Where the finger came down, until it is known whether the customer scrolls or chooses. */
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
    // A mouse button may have been pressed elsewhere.
    if (pointerType !== "mouse") choose();
  };
  // The browser scrolls the page: the slider goes back to where it was.
  slider.onpointercancel = () => {
    wish = before;
    choose();
  };
  slider.oninput = () => {
    wish = slider.valueAsNumber;
    if (!touchStart) choose();
    // Takes the slider back from marks beyond the limit, or to where it was before the touch.
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
  waiting = setTimeout(() => announce(words), ANNOUNCE_AFTER_MS);
}
