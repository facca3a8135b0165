/** The state of paying in this window: one request and one confirmation at a time. */
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
  /** This form cannot pay any more. */
  | "broken"
  | "confirmed";

/** The next state; an event that is not named here changes nothing (a second press). */
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

/** Between press and answer, when the button takes no second press. */
export const isBusy = (state: PaymentState): boolean =>
  state === "checking" || state === "submitting" || state === "confirming";
