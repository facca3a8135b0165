import type { ServiceView, TopUpJson } from "../../../contract/api.ts";
import type { Messages } from "../../i18n/messages.ts";
import type { PayLines } from "../legal/legal.ts";

/** The steps of a top-up, in the order of their names on the page. */
export type Step = keyof Messages["steps"];

/** What the server tells the script, in one inline block of JSON. Never billing details. */
export interface ShopData {
  readonly page: "shop";
  readonly view: ServiceView;
  readonly step: Step;
  readonly quantity: number;
  /** "/", "/l/…" or "/s/…": where this page lives. */
  readonly path: string;
  readonly link: string | null;
  readonly stripe_js_url: string;
  readonly publishable_key: string;
  /** The server's clock, Unix ms. */
  readonly now: number;
  readonly support_href: string;
  /** What the law wants beside the button; absent: nothing is configured. From `payLines()`. */
  readonly legal?: PayLines;
}
export interface ResultData {
  readonly page: "result";
  readonly top_up: TopUpJson;
  readonly now: number;
  /** Back from the bank, and Stripe could not be asked yet. */
  readonly confirmed: boolean;
  readonly support_href: string;
}
/** Nothing to sell right now; the script only counts down to the next look. */
export interface WaitData {
  readonly page: "wait";
  readonly retry_seconds: number;
}
/** The OCS has not answered yet; the script asks until it has, and then opens `next`. */
export interface PendingData {
  readonly page: "pending";
  readonly link: string | null;
  /** Of a typed number; absent: the link or the address tells whose it is. */
  readonly service_token?: string;
  readonly next: string;
}
export type PageData = ShopData | ResultData | WaitData | PendingData;
