/** Where paying stands in this window. One request, one confirmation at a time. */
export type PaymentState =
  | "closed"
  | "loading"
  | "unavailable"
  | "ready"
  | "checking"
  | "submitting"
  | "confirming"
  | "done";

export type PaymentEvent =
  | "opened"
  | "form_ready"
  | "form_failed"
  | "pressed"
  | "form_complete"
  | "created"
  | "refused"
  /** Nothing can be paid with this form. */
  | "broken"
  | "confirmed";

/** What follows from where; whatever is not named here changes nothing (a second press). */
const NEXT: Readonly<Record<PaymentState, Partial<Record<PaymentEvent, PaymentState>>>> = {
  closed: { opened: "loading" },
  loading: { form_ready: "ready", form_failed: "unavailable" },
  unavailable: { opened: "loading" },
  ready: { pressed: "checking", form_failed: "unavailable", confirmed: "done" },
  checking: { form_complete: "submitting", refused: "ready", broken: "unavailable" },
  submitting: { created: "confirming", refused: "ready", broken: "unavailable", confirmed: "done" },
  confirming: { confirmed: "done", refused: "ready", broken: "unavailable" },
  done: {},
};

export const nextPaymentState = (state: PaymentState, event: PaymentEvent): PaymentState =>
  NEXT[state][event] ?? state;

/** Between press and answer: the button keeps its place but takes no second press. */
export const isBusy = (state: PaymentState): boolean =>
  state === "checking" || state === "submitting" || state === "confirming";
