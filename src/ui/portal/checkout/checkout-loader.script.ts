import { query, replaceChildren } from "../../kit/tree/dom.script.ts";
import { connected, isConnected, later } from "../network/connection.script.ts";
import type { Shop } from "../sale/shop.script.ts";
import type { Checkout } from "./checkout.script.ts";

type CheckoutModule = typeof import("../entry-checkout.ts");

/** Where the second script is; build.ts writes it in. */
declare const CHECKOUT_URL: string;
/** A script that has not come after this long does not come; ms. */
const LOAD_MS = 10_000;
const FIRST_INPUTS = ["pointerdown", "keydown", "input"] as const;

/**
 * The door to steps 2 and 3. What is behind it is a second script: nobody waits for it before the
 * first view, and it is there before somebody has filled in anything.
 */
export class CheckoutLoader {
  readonly #shop: Shop;
  #loading: Promise<CheckoutModule | null> | null = null;
  #tries = 0;
  #checkout: Checkout | null = null;

  constructor(shop: Shop) {
    this.#shop = shop;
    for (const input of FIRST_INPUTS) {
      window.addEventListener(input, () => this.#prepareInIdleTime(), { once: true });
    }
    shop.onStep(() => void this.open());
    // What did not come while there was no connection.
    window.addEventListener("online", () => {
      if (!this.done) void this.open();
    });
  }

  /** Whether it has been paid here: no way back into the forms. */
  get done(): boolean {
    return this.#checkout?.done ?? false;
  }

  /** Opens whatever the present step needs. */
  async open(): Promise<void> {
    if (this.#shop.step === "days") return;
    const checkoutModule = await this.#load();
    if (!checkoutModule) return this.#showFailure();
    this.#checkout ??= checkoutModule.startCheckout(this.#shop);
    this.#checkout.opened(this.#shop.step);
  }

  /**
   * The second script did not come. The server can draw the forms too, and brings along what there
   * is to say where they end: only paying needs the script. Without a connection the page stays.
   */
  async #showFailure(): Promise<void> {
    const { step } = this.#shop;
    // Whoever went back meanwhile asked for nothing; the next visit tries again.
    if (step === "days") return;
    if (document.querySelector("#billing-form") === null) {
      if (await isConnected()) return location.reload();
    } else if (step === "payment") showUnavailable(() => void this.open());
    await connected();
  }

  /** The second script; null when it does not come, which is forgotten: it may come next time. */
  #load(): Promise<CheckoutModule | null> {
    this.#loading ??= load(this.#tries++).then((checkoutModule) => {
      if (!checkoutModule) this.#loading = null;
      return checkoutModule;
    });
    return this.#loading;
  }

  #prepareInIdleTime(): void {
    const run = () => void this.#load();
    if ("requestIdleCallback" in window) requestIdleCallback(run);
    else setTimeout(run, 0);
  }
}

/** "Payment system unavailable" in the server's words; there wherever it has drawn the forms. */
function showUnavailable(retry: () => void): void {
  const place = query("#banners");
  place.replaceChildren(query<HTMLTemplateElement>("#unavailable").content.cloneNode(true));
  query("#banners [data-action=retry]").onclick = () => {
    replaceChildren(place);
    retry();
  };
  query("#banners .banner").focus();
}

/** Browsers remember that a module failed, so that a second try needs another address. */
function load(tries: number): Promise<CheckoutModule | null> {
  const url = tries === 0 ? CHECKOUT_URL : `${CHECKOUT_URL}&try=${tries}`;
  return Promise.race([later(LOAD_MS, null), importModule<CheckoutModule>(url)]);
}

/** A later script; null when it does not come. */
export async function importModule<Module>(url: string): Promise<Module | null> {
  try {
    return await import(url);
  } catch {
    // The browser has logged why; what the customer hears of it is the caller's to say.
    return null;
  }
}
