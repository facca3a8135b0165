/** The columns "present", "absent", "refused", "unknown", "revoked": a reading after a send. */

import type { Evidence } from "../../ocs/evidence.ts";
import type { Reading, WriteAnswer } from "../../ocs/reading.ts";
import { rulesOf } from "../../offer/kinds/rules.ts";
import { pastFrozenEnd, silentTooLong } from "../facts.ts";
import { stateOf, type TopUpState } from "../states.ts";
import type { TopUp, TryOutcome } from "../top-up.ts";
import {
  type Context,
  emit,
  finding,
  type Outcome,
  park,
  RECORDED,
  type Recorded,
  type Row,
  refundRow,
  unchanged,
} from "./outcome.ts";

export interface RecordCommand {
  readonly fence: number;
  readonly write: WriteAnswer;
  readonly reading: Reading;
}

/** The specification's columns. `refused`: a permanent answer AND a read that shows nothing. */
type Column = "present" | "absent" | "refused" | "unknown" | "revoked";
type Cell = Row<RecordCommand, Recorded>[TopUpState];

/** Records what a reading after a send showed of the granted bucket. */
export function recordEvidence(t: TopUp, c: RecordCommand, ctx: Context): Outcome<Recorded> {
  const column = columnOf(evidence(t, c.reading), c.write);
  return COLUMNS[column][stateOf(t)](t, c, ctx);
}

/** Nothing granted: nothing can be there; a failed read is unknown all the same. */
function evidence(t: TopUp, reading: Reading): Evidence {
  const { grant } = t.credit;
  if (grant) return rulesOf(t.request.offer).evidence(reading, grant);
  return reading.kind === "unreadable" ? "unreadable" : "absent";
}

function columnOf(evidence: Evidence, write: WriteAnswer): Column {
  switch (evidence) {
    case "present":
      return "present";
    case "tombstone":
      return "revoked";
    case "absent":
      return write.kind === "refused" ? "refused" : "absent";
    // With another end: the same bytes correct it.
    case "different":
      return "absent";
    // The account is gone after the send: the next claim reads first and writes nothing.
    case "no_account":
    case "account_disabled":
    case "unreadable":
      return "unknown";
  }
}

const nothing: Cell = () => unchanged(RECORDED);
const noted =
  (what: string): Cell =>
  () =>
    emit(RECORDED, { type: "Noted", what });
const strange =
  (what: string): Cell =>
  (t) =>
    emit(RECORDED, ...finding(t, "impossible", `${what} while ${stateOf(t)}`));
/** The result of an old try says nothing about the present one. */
const ifCurrent =
  (cell: Cell): Cell =>
  (t, c, ctx) =>
    t.drive.lease?.fence === c.fence ? cell(t, c, ctx) : unchanged(RECORDED);
/** After a re-drive out of `parked`, a consumer of the generation before may still report. */
const unlessOfOldGeneration =
  (cell: Cell): Cell =>
  (t, c, ctx) =>
    t.credit.grant && t.drive.lease?.fence !== c.fence ? unchanged(RECORDED) : cell(t, c, ctx);
const later = (outcome: TryOutcome): Cell =>
  ifCurrent((_t, c) => emit(RECORDED, { type: "TryEnded", outcome, text: whyOf(c) }));

const whyOf = (c: RecordCommand): string =>
  c.reading.kind === "unreadable" ? c.reading.why : c.write.text.slice(0, 200);

// --- crediting -----------------------------------------------------------------------------------

/** The fence does not matter: the bucket is there, even if an old try reports it. */
const credited: Cell = (t) =>
  t.credit.grant
    ? emit(RECORDED, { type: "Credited", grant: t.credit.grant })
    : unchanged(RECORDED);
const absentWhileCrediting: Cell = (t, c, ctx) => {
  const granted = t.credit.grant?.grantedAt ?? ctx.now;
  const over = ctx.now >= granted + ctx.timings.provisioningDeadlineMs || pastFrozenEnd(t, ctx);
  if (!over) return later("absent")(t, c, ctx);
  return ifCurrent(() => emit(RECORDED, { type: "ResolvingBegan", reason: "deadline" }))(t, c, ctx);
};
const refusedWhileCrediting: Cell = ifCurrent(() =>
  emit(RECORDED, { type: "ResolvingBegan", reason: "refused" }),
);
/** The OCS is silent past its policy: nothing is sent again, the next reading decides. */
const unknownWhileCrediting: Cell = ifCurrent((t, c, ctx) =>
  c.reading.kind === "unreadable" && silentTooLong(t, ctx)
    ? emit(RECORDED, { type: "ResolvingBegan", reason: "silence" })
    : later("unknown")(t, c, ctx),
);
const creditedLate: Cell = (t, c, ctx) =>
  endsCredited(t) ? credited(t, c, ctx) : unchanged(RECORDED);

/**
 * Whether a late sight of the bucket still ends credited: yes when the OCS was the reason to
 * resolve, or a customer who did not want to wait; no when the money is gone or the operator
 * refunds.
 */
export function endsCredited(t: TopUp): boolean {
  switch (t.resolving?.reason) {
    case "deadline":
    case "refused":
    case "silence":
    case "customer":
      return true;
    case "refunded_externally":
    case "operator":
    case undefined:
      return false;
  }
}

// --- revoking ------------------------------------------------------------------------------------

const revoked: Cell = (t, _c, ctx) => emit(RECORDED, { type: "Revoked" }, ...refundRow(t, ctx));
/**
 * The OCS answered, and the bucket is not disabled. An error counts as a refusal whether it is for
 * good or not: what keeps the OCS from taking the revocation, a person has to find out.
 */
const notRevoked: Cell = ifCurrent((t, c, ctx) => {
  const refused = c.write.kind === "refused" || c.write.kind === "not_now";
  const { events } = later(refused ? "refused" : "absent")(t, c, ctx);
  const why =
    refused && refusedForLong(t, ctx) ? "the OCS refuses the revocation" : tooLong(t, ctx);
  return emit(RECORDED, ...events, ...(why === null ? [] : park(t, why)));
});
function refusedForLong(t: TopUp, { now, timings }: Context): boolean {
  const { revocationsRefused, refusedSince } = t.drive;
  const often = revocationsRefused + 1 >= timings.revocationTriesMax;
  return often && now >= (refusedSince ?? now) + timings.revocationRefusedMs;
}
const tooLong = (t: TopUp, { now, timings }: Context): string | null =>
  now >= t.since + timings.revokingMaxMs
    ? "the OCS answers and does not keep the revocation"
    : null;
const noProof =
  (cell: Cell): Cell =>
  (t, c, ctx) => {
    const { events } = cell(t, c, ctx);
    return emit(RECORDED, { type: "Noted", what: "present is no proof now" }, ...events);
  };
const presentAfterReturn: Cell = (t, c, ctx) =>
  t.credit.kind === "owed"
    ? later("absent")(t, c, ctx)
    : emit(RECORDED, ...finding(t, "enabled_after_return", "seen enabled after it was returned"));
const owedCleared: Cell = (t) =>
  t.credit.kind === "owed" ? emit(RECORDED, { type: "Revoked" }) : unchanged(RECORDED);
const laterIfOwed =
  (outcome: TryOutcome): Cell =>
  (t, c, ctx) =>
    t.credit.kind === "owed" ? later(outcome)(t, c, ctx) : unchanged(RECORDED);

const beforePaid = (cell: Cell) => ({
  awaiting_payment: cell,
  processing: cell,
  canceling: cell,
  canceled: cell,
  awaiting_approval: cell,
  in_review: unlessOfOldGeneration(cell),
});
const returned = (cell: Cell) => ({ refunding: cell, refund_failed: cell, refunded: cell });

const COLUMNS: Record<Column, Row<RecordCommand, Recorded>> = {
  present: {
    ...beforePaid(strange("present")),
    in_review: strange("present"),
    paid: strange("present"),
    crediting: credited,
    resolving: creditedLate,
    credited: nothing,
    revoking: noProof(notRevoked),
    reversing: noProof(later("absent")),
    ...returned(presentAfterReturn),
    parked: noted("present"),
  },
  absent: {
    ...beforePaid(strange("absent")),
    paid: unlessOfOldGeneration(strange("absent")),
    crediting: absentWhileCrediting,
    resolving: later("absent"),
    credited: nothing,
    revoking: notRevoked,
    reversing: later("absent"),
    ...returned(laterIfOwed("absent")),
    parked: noted("absent"),
  },
  refused: {
    ...beforePaid(strange("refused")),
    paid: nothing,
    crediting: refusedWhileCrediting,
    resolving: later("refused"),
    credited: nothing,
    revoking: notRevoked,
    reversing: later("refused"),
    ...returned(laterIfOwed("refused")),
    parked: noted("refused"),
  },
  unknown: {
    ...beforePaid(strange("unknown")),
    paid: later("unknown"),
    crediting: unknownWhileCrediting,
    resolving: later("unknown"),
    credited: nothing,
    revoking: later("unknown"),
    reversing: later("unknown"),
    ...returned(laterIfOwed("unknown")),
    parked: noted("unknown"),
  },
  revoked: {
    ...beforePaid(strange("revoked")),
    paid: unlessOfOldGeneration(strange("revoked")),
    // We have sent no tombstone, so others disabled the bucket. A resend does not enable it.
    crediting: (t, c, ctx) => {
      const { events } = absentWhileCrediting(t, c, ctx);
      return emit(RECORDED, ...events, ...finding(t, "impossible", "revoked while crediting"));
    },
    resolving: strange("revoked"),
    credited: strange("revoked"),
    revoking: revoked,
    reversing: revoked,
    ...returned(owedCleared),
    // Evidence for the operator who decides; stored, so that a later refund owes nothing.
    parked: (t) =>
      t.credit.kind === "revoking" ? emit(RECORDED, { type: "Revoked" }) : unchanged(RECORDED),
  },
};
