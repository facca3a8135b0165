/** The provisioning job of a top-up (row V2) as a function of its log. */
import type { JobStep } from "../../app/ports/provisioning-jobs.ts";
import type { ReadEvent, TopUpEvent } from "../../domain/top-up/events.ts";
import { stateOf, type TopUpState } from "../../domain/top-up/states.ts";
import type { Row } from "./bulk.ts";
import type { ReadLog } from "./read-log.ts";
import type { StoredStep, topUp } from "./schema-ledger.ts";

/** The statuses of a job, as older systems read them. */
const SUCCESS = 0;
const RUNNING = 1;
const FAILED = 2;

const STATUS: Record<TopUpState, number> = {
  awaiting_payment: RUNNING,
  processing: RUNNING,
  canceling: RUNNING,
  canceled: FAILED,
  awaiting_approval: RUNNING,
  in_review: RUNNING,
  paid: RUNNING,
  crediting: RUNNING,
  resolving: RUNNING,
  credited: SUCCESS,
  revoking: FAILED,
  reversing: SUCCESS,
  refunding: FAILED,
  refund_failed: FAILED,
  refunded: FAILED,
  parked: FAILED,
};

/** The columns of the job; all null: the top-up is not paid, so there is none. */
export function jobColumns({ topUp, log }: ReadLog): JobColumns {
  const none = { jobStatus: null, jobOutcome: null, jobEndedAt: null, jobSteps: null };
  if (!topUp.referenceNumbers) return none;
  const jobEvents = log.filter((e) => stepOf(e.event) !== null);
  const name = stateOf(topUp);
  const status = topUp.creditedAt === null ? STATUS[name] : SUCCESS;
  const last = jobEvents.at(-1);
  const startedAt = topUp.money?.paidAt ?? topUp.requestedAt;
  return {
    jobStatus: status,
    jobOutcome: last ? wordsOf(last.event) : "paid",
    jobEndedAt: status === RUNNING ? null : (last?.at ?? null),
    jobSteps: stepsOf(jobEvents).map((step) => stored(step, startedAt)),
  };
}
type JobColumns = Pick<Row<typeof topUp>, "jobStatus" | "jobOutcome" | "jobEndedAt" | "jobSteps">;

/** A step as D1 keeps it: four of five are one line each, so what follows from that is left out. */
function stored({ step, outcome, at, lastAt, times }: JobStep, startedAt: number): StoredStep {
  const [what, since] = [`${step}: ${outcome}`, at - startedAt];
  return times === 1 ? [what, since] : [what, since, lastAt - at, times];
}

/** The steps as older systems read them. */
export const readSteps = (steps: readonly StoredStep[], startedAt: number): readonly JobStep[] =>
  steps.map(([what, since, lasted = 0, times = 1]) => {
    const [, step = what, outcome = ""] = /^(.*?): (.*)$/s.exec(what) ?? [];
    const at = startedAt + since;
    return { step, outcome, at, lastAt: at + lasted, times };
  });

/** The same outcome several times in a row is one step with a count. */
function stepsOf(log: readonly ReadEvent[]): JobStep[] {
  const steps: JobStep[] = [];
  for (const { event, at } of log) {
    const found = stepOf(event);
    if (!found) continue;
    const [step, outcome] = found;
    const before = steps.at(-1);
    if (before?.step === step && before.outcome === outcome) {
      steps[steps.length - 1] = { ...before, lastAt: at, times: before.times + 1 };
    } else {
      steps.push({ step, outcome, at, lastAt: at, times: 1 });
    }
  }
  return steps;
}

function wordsOf(event: TopUpEvent): string {
  const step = stepOf(event);
  return step ? `${step[0]}: ${step[1]}` : event.type;
}

/** An event as a step of the job; null: it is none. */
function stepOf(event: TopUpEvent): readonly [step: string, outcome: string] | null {
  switch (event.type) {
    case "PaymentSucceeded":
      return ["payment", "succeeded"];
    case "DeliverDecided":
      return ["queue", "waits for its turn"];
    case "ReviewBegan":
      return ["review", event.reason];
    case "ReadFailed":
      return ["read account", event.why];
    case "Granted":
      return ["set balance", `until ${new Date(event.grant.endAt).toISOString()}`];
    case "TryEnded":
      return ["check", event.outcome];
    case "Credited":
      return ["check", "credited"];
    case "ResolvingBegan":
      return ["resolve", event.reason];
    case "RevocationDecided":
    case "ReversalDecided":
      return ["revoke", "decided"];
    case "Revoked":
      return ["revoke", "confirmed"];
    case "CreditOwed":
      return ["revoke", "owed"];
    case "ReturnDecided":
      return ["return", event.reason];
    case "Parked":
      return ["park", event.why];
    case "Unparked":
      return ["unpark", event.to];
    default:
      return null;
  }
}
