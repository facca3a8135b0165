import { query, replaceChildren } from "../../kit/tree/dom.script.ts";
import { connected, isConnected, later } from "../network/connection.script.ts";
import type { Shop } from "../sale/shop.script.ts";
import type { Checkout } from "./checkout.script.ts";

/** What entry-checkout.ts exports. */
export interface CheckoutModule {
  /** Steps 2 and 3 for the shop that the first script has started. */
  startCheckout(shop: Shop): Checkout;
}

/** Address of the second script; build.ts defines it. */
declare const CHECKOUT_URL: string;
/** A script that has not loaded after this long counts as failed; ms. */
const LOAD_MS = 10_000;
const FIRST_INPUTS = ["pointerdown", "keydown", "input"] as const;

/**
 * Loads the second script, which runs steps 2 and 3: in idle time after the customer's first input,
 * or when one of these steps is opened. The first view does not wait for it.
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
    // Loads what failed while there was no connection.
    window.addEventListener("online", () => {
      if (!this.done) void this.open();
    });
  }

  /** Whether the customer has paid on this page; then the forms must not open again. */
  get done(): boolean {
    return this.#checkout?.done ?? false;
  }

  /** Starts the present step, if it needs the second script. */
  async open(): Promise<void> {
    if (this.#shop.step === "days") return;
    const checkoutModule = await this.#load();
    if (!checkoutModule) return this.#showFailure();
    this.#checkout ??= checkoutModule.startCheckout(this.#shop);
    this.#checkout.opened(this.#shop.step);
  }

  /**
   * The second script failed to load. The server draws the forms too, with a banner for this case,
   * because only paying needs the script: loads its page. Without a connection the page stays.
   */
  async #showFailure(): Promise<void> {
    const { step } = this.#shop;
    // The customer has gone back meanwhile; the next visit of a later step tries again.
    if (step === "days") return;
    if (document.querySelector("#billing-form") === null) {
      if (await isConnected()) return location.reload();
    } else if (step === "payment") showUnavailable(() => void this.open());
    await connected();
  }

  /** The second script; null when it fails to load. The next call then tries again. */
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

/** Shows "Payment system unavailable" from the template that the server puts beside its forms. */
function showUnavailable(retry: () => void): void {
  const place = query("#banners");
  place.replaceChildren(query<HTMLTemplateElement>("#unavailable").content.cloneNode(true));
  query("#banners [data-action=retry]").onclick = () => {
    replaceChildren(place);
    retry();
  };
  query("#banners .banner").focus();
}

/** Browsers remember a module that failed to load, so each further try has another address. */
function load(tries: number): Promise<CheckoutModule | null> {
  const url = tries === 0 ? CHECKOUT_URL : `${CHECKOUT_URL}?try=${tries}`;
  return Promise.race([later(LOAD_MS, null), importModule<CheckoutModule>(url)]);
}

/** Imports a later script; null when it fails to load. */
export async function importModule<Module>(url: string): Promise<Module | null> {
  try {
    return await import(url);
  } catch {
    // The browser has logged the reason; the caller tells the customer.
    return null;
  }
}
