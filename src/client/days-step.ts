import { all, must, say } from "./dom.ts";
import { HERE } from "./here.ts";
import type { Shop } from "./shop.ts";

/** Listeners hear a change this long after the last one; ms. */
const SAY_AFTER_MS = 400;
const PAGE_KEYS: Readonly<Record<string, number>> = { PageUp: 7, PageDown: -7 };

/** Step 1: slider, stepper and ticks change the choice in place. */
export function startDays(shop: Shop): void {
  const slider = must<HTMLInputElement>("#days");
  const ruler = must("#ruler");
  ruler.style.setProperty("--n", slider.max);
  slider.addEventListener("input", () => {
    shop.setQuantity(slider.valueAsNumber);
    // Back from the marks beyond the horizon.
    slider.value = `${shop.choice.quantity}`;
  });
  slider.addEventListener("keydown", (event) => {
    const by = PAGE_KEYS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    shop.setQuantity(shop.choice.quantity + by);
  });
  const form = must<HTMLFormElement>("#days-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    if (button?.name === "pick") return pick(shop, button);
    shop.go("billing");
  });
  shop.onChoice((choice) => {
    history.replaceState(history.state, "", shop.address());
    draw(slider, shop);
    announce(HERE.words.frame.pair(choice.texts.spoken, choice.texts.price));
  });
  // It may have been moved before this script came.
  shop.setQuantity(slider.valueAsNumber);
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
  all("#ruler .days i").forEach((mark, i) => {
    mark.className = i < quantity ? "add" : i < offer.max_quantity ? "" : "far";
  });
  for (const tick of all<HTMLButtonElement>(".picks button")) {
    tick.setAttribute("aria-pressed", `${Number(tick.value) === quantity}`);
  }
}

let waiting: ReturnType<typeof setTimeout> | undefined;
function announce(words: string): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => say(words), SAY_AFTER_MS);
}
