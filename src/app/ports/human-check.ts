/** What a page needs to ask whether a person is there. */
export interface HumanCheckWidget {
  /** The script that draws the widget; it comes from its maker's origin. */
  readonly scriptUrl: string;
  readonly siteKey: string;
  /** What the person wants to do; a token for something else is worth nothing. */
  readonly action: string;
}

/** What a widget gave the page. */
export interface HumanToken {
  readonly token: string;
  /** The host name of the page that the request came from: a token of another one is not taken. */
  readonly hostname: string;
}

/**
 * Asks whether a person is in front of the page (decision 32). A token is good once and for five
 * minutes; under the same `checkId` its check may be repeated.
 */
export interface HumanCheck {
  readonly widget: HumanCheckWidget;
  /** Throws a `PortFault` when there is no answer about the token. */
  verify(order: HumanCheckOrder): Promise<"passed" | "failed">;
}
export interface HumanCheckOrder extends HumanToken {
  /** A UUID. */
  readonly checkId: string;
  readonly ip: string | null;
}
