/** The part of Stripe.js that we use (docs.stripe.com/js); loaded only when somebody pays. */
export interface StripeJs {
  elements(options: {
    mode: "payment";
    amount: number;
    currency: string;
    appearance: Appearance;
    locale: string;
  }): StripeElements;
  confirmPayment(options: {
    elements: StripeElements;
    clientSecret: string;
    confirmParams: { return_url: string };
    redirect: "if_required";
  }): Promise<StripeAnswer>;
  retrievePaymentIntent(clientSecret: string): Promise<StripeAnswer>;
}
export interface StripeAnswer {
  readonly error?: StripeError;
  readonly paymentIntent?: { readonly status: string };
}
export interface StripeElements {
  create(kind: "payment", options: object): PaymentElement;
  update(options: { amount: number; currency: string }): void;
  submit(): Promise<{ error?: StripeError }>;
}
export interface PaymentElement {
  mount(place: HTMLElement): void;
  destroy(): void;
  on(event: "ready" | "loaderror", run: () => void): void;
}
export interface StripeError {
  readonly type: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly payment_intent?: { readonly status: string };
}
interface Appearance {
  readonly theme: string;
  readonly variables: Readonly<Record<string, string>>;
}

declare global {
  interface Window {
    Stripe?: (publishableKey: string) => StripeJs;
  }
}

/** A script or a form that has not come after this long does not come; ms. */
const SCRIPT_MS = 10_000;
const FORM_MS = 15_000;

/** Loads Stripe.js; throws when it is blocked, hangs, or refuses the key. */
export async function loadStripe(url: string, key: string): Promise<StripeJs> {
  if (!window.Stripe) await inTime(SCRIPT_MS, (done, fail) => addScript(url, done, fail));
  if (!window.Stripe) throw new Error("Stripe.js came without window.Stripe");
  return window.Stripe(key);
}

function addScript(url: string, done: () => void, fail: (fault: Error) => void): () => void {
  const script = document.createElement("script");
  script.src = url;
  script.async = true;
  script.onload = done;
  script.onerror = () => fail(new Error("Stripe.js could not be loaded"));
  document.head.appendChild(script);
  // A failed or hanging one is taken away, so that the next try loads again.
  return () => script.remove();
}

/** Mounts the Payment Element; throws on `loaderror` or silence. */
export async function mountForm(elements: StripeElements, place: HTMLElement): Promise<void> {
  const form = elements.create("payment", { layout: "tabs" });
  await inTime(FORM_MS, (done, fail) => {
    form.on("ready", done);
    form.on("loaderror", () => fail(new Error("the card form could not be loaded")));
    form.mount(place);
    return () => form.destroy();
  });
}

/** Runs until `done`; on failure or after the time cleans up and throws. */
function inTime(
  ms: number,
  begin: (done: () => void, fail: (fault: Error) => void) => () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let cleanUp = () => {};
    const fail = (fault: Error) => {
      clearTimeout(timer);
      cleanUp();
      reject(fault);
    };
    const timer = setTimeout(() => fail(new Error(`nothing after ${ms} ms`)), ms);
    cleanUp = begin(() => {
      clearTimeout(timer);
      resolve();
    }, fail);
  });
}

/** The form in the page's own colours, whichever theme is on. */
export function appearance(): Appearance {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    theme: dark ? "night" : "stripe",
    variables: {
      colorPrimary: token("--accent"),
      colorBackground: token("--surface"),
      colorText: token("--ink"),
      colorTextSecondary: token("--ink-2"),
      colorDanger: token("--bad"),
      borderRadius: token("--r-2"),
      fontFamily: token("--font"),
    },
  };
}
