import type { Checkout } from "./checkout.ts";
import { connected, isConnected, later } from "./connection.ts";
import { fill, must } from "./dom.ts";
import type { Shop } from "./shop.ts";

type PayModule = typeof import("./pay.ts");

/** Where the second script is; build.ts writes it in. */
declare const PAY_URL: string;
/** A script that has not come after this long does not come; ms. */
const LOAD_MS = 10_000;
const FIRST_INPUTS = ["pointerdown", "keydown", "input"] as const;

/**
 * The door to steps 2 and 3. What is behind it is a second script: nobody waits for it before the
 * first view, and it is there before somebody has filled in anything.
 */
export class Door {
  readonly #shop: Shop;
  #coming: Promise<PayModule | null> | null = null;
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
    const behind = await this.#load();
    if (!behind) return this.#closed();
    this.#checkout ??= behind.startCheckout(this.#shop);
    this.#checkout.opened(this.#shop.step);
  }

  /**
   * The second script did not come. The server can draw the forms too, and brings along what there
   * is to say where they end: only paying needs the script. Without a connection the page stays.
   */
  async #closed(): Promise<void> {
    const { step } = this.#shop;
    // Whoever went back meanwhile asked for nothing; the next visit tries again.
    if (step === "days") return;
    if (document.querySelector("#billing-form") === null) {
      if (await isConnected()) return location.reload();
    } else if (step === "payment") sayClosed(() => void this.open());
    await connected();
  }

  /** The second script; null when it does not come, which is forgotten: it may come next time. */
  #load(): Promise<PayModule | null> {
    this.#coming ??= load(this.#tries++).then((behind) => {
      if (!behind) this.#coming = null;
      return behind;
    });
    return this.#coming;
  }

  #prepareInIdleTime(): void {
    const run = () => void this.#load();
    if ("requestIdleCallback" in window) requestIdleCallback(run);
    else setTimeout(run, 0);
  }
}

/** "Payment system unavailable" in the server's words; there wherever it has drawn the forms. */
function sayClosed(retry: () => void): void {
  const place = must("#notices");
  place.replaceChildren(must<HTMLTemplateElement>("#closed").content.cloneNode(true));
  must("#notices [data-act=retry]").onclick = () => {
    fill(place);
    retry();
  };
  must("#notices .notice").focus();
}

/** Browsers remember that a module failed, so that a second try needs another address. */
function load(tries: number): Promise<PayModule | null> {
  const url = tries === 0 ? PAY_URL : `${PAY_URL}&try=${tries}`;
  return Promise.race([later(LOAD_MS, null), imported<PayModule>(url)]);
}

/** A later script; null when it does not come. */
export async function imported<Module>(url: string): Promise<Module | null> {
  try {
    return await import(url);
  } catch {
    // The browser has logged why; what the customer hears of it is the caller's to say.
    return null;
  }
}
