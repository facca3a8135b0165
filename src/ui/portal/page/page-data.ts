import type { ServiceView, TopUpJson } from "../../../contract/api.ts";
import type { PayLines } from "../legal/legal.ts";

/** The steps of a top-up, in the order of their names on the page. */
export type Step = "days" | "billing" | "payment" | "done";

/** The data block of the four steps: JSON for the script. It never holds billing details. */
export interface ShopData {
  readonly page: "shop";
  readonly view: ServiceView;
  readonly step: Step;
  readonly quantity: number;
  /** The page's own path: "/", "/l/…", "/s/…" or "/t/…/add". */
  readonly path: string;
  readonly link: string | null;
  /** "svc_…/top_…": the top-up by whose page the service was found; absent: by another way. */
  readonly top_up?: string;
  readonly stripe_js_url: string;
  readonly publishable_key: string;
  /** The server's clock, Unix ms. */
  readonly now: number;
  readonly support_href: string;
  /** What must stand beside the button of Pay; absent: nothing is configured. */
  readonly legal?: PayLines;
}
/** The data block of the page of a top-up. */
export interface ResultData {
  readonly page: "result";
  readonly top_up: TopUpJson;
  readonly now: number;
  /** The customer came back from the bank, and the server could not ask Stripe yet. */
  readonly confirmed: boolean;
  readonly support_href: string;
  /** Where another top-up of the same service begins. */
  readonly shop_href: string;
}
/** Nothing can be sold now; the script counts down to the next try. */
export interface WaitData {
  readonly page: "wait";
  readonly retry_seconds: number;
}
/** The OCS has not answered yet; the script asks our API, which waits for it, and opens `next`. */
export interface PendingData {
  readonly page: "pending";
  readonly link: string | null;
  /** The token of a weak identification; absent: link, top-up or IP address tell the service. */
  readonly service_token?: string;
  readonly top_up?: string;
  readonly next: string;
}
export type PageData = ShopData | ResultData | WaitData | PendingData;
