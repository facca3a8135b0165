/** Where paying stands in this window. One request, one confirmation at a time. */
export type Phase =
  | "closed"
  | "loading"
  | "unavailable"
  | "ready"
  | "checking"
  | "asking"
  | "confirming"
  | "done";

export type PhaseEvent =
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
const NEXT: Readonly<Record<Phase, Partial<Record<PhaseEvent, Phase>>>> = {
  closed: { opened: "loading" },
  loading: { form_ready: "ready", form_failed: "unavailable" },
  unavailable: { opened: "loading" },
  ready: { pressed: "checking", form_failed: "unavailable", confirmed: "done" },
  checking: { form_complete: "asking", refused: "ready", broken: "unavailable" },
  asking: { created: "confirming", refused: "ready", broken: "unavailable", confirmed: "done" },
  confirming: { confirmed: "done", refused: "ready", broken: "unavailable" },
  done: {},
};

export const nextPhase = (phase: Phase, event: PhaseEvent): Phase => NEXT[phase][event] ?? phase;

/** Between press and answer: the button keeps its place but takes no second press. */
export const isBusy = (phase: Phase): boolean =>
  phase === "checking" || phase === "asking" || phase === "confirming";
