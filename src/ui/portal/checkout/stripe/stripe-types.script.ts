/** The part of Stripe.js that we use (docs.stripe.com/js). Amounts in minor units. */
export interface StripeJs {
  elements(options: {
    mode: "payment";
    amount: number;
    currency: string;
    appearance: Appearance;
    locale: string;
    excludedPaymentMethodTypes: readonly string[];
    paymentMethodOptions: object;
  }): StripeElements;
  createConfirmationToken(options: {
    elements: StripeElements;
    params: ConfirmParams;
  }): Promise<TokenAnswer>;
  handleNextAction(options: { clientSecret: string }): Promise<StripeAnswer>;
  retrievePaymentIntent(clientSecret: string): Promise<StripeAnswer>;
}
export interface ConfirmParams {
  readonly return_url: string;
  readonly payment_method_data?: { readonly billing_details: StripeBillingDetails };
}
export interface StripeBillingDetails {
  readonly name: string;
  readonly email: string;
}
/** What the customer entered, as a token for one try; or why there is none. */
export interface TokenAnswer {
  readonly error?: StripeError;
  readonly confirmationToken?: { readonly id: string };
}
export interface StripeAnswer {
  readonly error?: StripeError;
  readonly paymentIntent?: {
    readonly status: string;
    readonly next_action?: NextAction | null;
  };
}
/** The action of `requires_action`: by Stripe.js itself, on another page, or with a voucher. */
export interface NextAction {
  readonly type?: string;
  readonly use_stripe_sdk?: { readonly type?: string };
}
export interface StripeError {
  readonly type: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly message?: string;
  readonly payment_intent?: { readonly status: string };
}

/** Elements of one group share amount and currency. */
export interface StripeElements {
  create(kind: "payment", options: object): PaymentElement;
  create(kind: "expressCheckout", options: object): ExpressElement;
  update(options: { amount: number; currency: string }): void;
  submit(): Promise<Submitted>;
}
export interface Submitted {
  readonly error?: StripeError;
  /** "card", "paypal", or the name of a wallet. */
  readonly selectedPaymentMethod?: string;
}
interface MountedElement {
  mount(place: HTMLElement): void;
  destroy(): void;
}
export interface PaymentElement extends MountedElement {
  on(event: "ready" | "loaderror", run: () => void): void;
  update(options: object): void;
}
export interface ExpressElement extends MountedElement {
  on(event: "ready", run: (ready: ExpressReady) => void): void;
  on(event: "loaderror", run: () => void): void;
  on(event: "click", run: (click: ExpressClick) => void): void;
  on(event: "confirm", run: (confirm: ExpressConfirm) => void): void;
}
export interface ExpressReady {
  /** Absent: no wallet is available. */
  readonly availablePaymentMethods?: Readonly<Record<string, boolean>>;
}
/** Must be answered within a second, or the sheet stays closed. */
export interface ExpressClick {
  resolve(options: object): void;
  reject(): void;
}
/** The customer has agreed in the wallet's sheet; nothing is paid yet. */
export interface ExpressConfirm {
  paymentFailed(why: { reason: "fail"; message: string }): void;
}
export interface Appearance {
  readonly theme: string;
  readonly variables: Readonly<Record<string, string>>;
}

declare global {
  interface Window {
    Stripe?: (publishableKey: string) => StripeJs;
  }
}
