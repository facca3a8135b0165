/** The columns of the table "Provisioning" as commands. */
import type { Reading, WriteAnswer } from "../../../src/domain/ocs/reading.ts";
import { claimTopUp } from "../../../src/domain/top-up/decide/claim.ts";
import { grantCredit } from "../../../src/domain/top-up/decide/grant.ts";
import type { Context } from "../../../src/domain/top-up/decide/outcome.ts";
import { recordEvidence } from "../../../src/domain/top-up/decide/record.ts";
import { revokeCredit } from "../../../src/domain/top-up/decide/revoke.ts";
import { reconcileCredit, recordDeadLetter, tick } from "../../../src/domain/top-up/decide/time.ts";
import { evidenceRecorded, granted, revoked } from "./given.ts";
import type { Command } from "./money-commands.ts";
import { account, answered, notNow, refusedWrite, type World } from "./world.ts";

const MINUTE = 60_000;

type See = (w: World) => Reading;
const present: See = (w) => w.present();
const absent: See = (w) => w.absent();
const silent: See = (w) => w.silent();
const noAccount: See = (w) => w.noAccount();
const disabled: See = (w) => account(w.now, [], true);
const disabledPresent: See = (w) => account(w.now, [w.bucket()], true);
const disabledTombstone: See = (w) => account(w.now, [w.bucket({ disabled: true })], true);
const tombstone: See = (w) => w.tombstone();
const different: See = (w) => w.present({ endAt: w.now + 1_000_000 });
const unlimited: See = (w) => account(w.now, [{ ...w.bucket(), id: "plan_x", endAt: null }]);
const farAhead: See = (w) =>
  account(w.now, [{ ...w.bucket(), id: "plan_x", endAt: w.now + 399 * 86_400_000 }]);

const claims =
  (change: Partial<Context> = {}): Command =>
  (w) =>
    claimTopUp(w.t, w.context(change));
const grants =
  (see: See, change: Partial<Context> = {}, older = 0): Command =>
  (w) => {
    const fence = w.fence() - older;
    return grantCredit(w.t, { fence, reading: see(w) }, w.context(change));
  };
const revokes =
  (see: See, older = 0): Command =>
  (w) => {
    const fence = w.fence() - older;
    return revokeCredit(w.t, { fence, reading: see(w) }, w.context());
  };
const records =
  (see: See, write: WriteAnswer = answered, older = 0): Command =>
  (w) => {
    const fence = w.fence() - older;
    return recordEvidence(w.t, { fence, write, reading: see(w) }, w.context());
  };
const reconciles =
  (see: See): Command =>
  (w) =>
    reconcileCredit(w.t, see(w), w.context());
const after =
  (ms: number, command: Command): Command =>
  (w) =>
    command(w.later(ms));
const pastEnd =
  (command: Command): Command =>
  (w) =>
    command(w.pastEnd());
/** The same `n` times, `ms` apart, with another event between; the last one is the outcome. */
const again =
  (n: number, ms: number, command: Command, between?: Command): Command =>
  (w) => {
    for (let i = 1; i < n; i++) {
      w.apply(command(w).events).later(ms);
      if (between) w.apply(between(w).events).later(ms);
    }
    return command(w);
  };
/** What a consumer asks after its reading: in `paid` and `crediting` for a grant. */
const asks =
  (see: See): Command =>
  (w) =>
    (w.code === "PD" || w.code === "CR" ? grants(see) : revokes(see))(w);
const ticks: Command = (w) => tick(w.t, w.context());

/** Two failed tries, two minutes apart, with the command that the state allows. */
const silence: Command = (w) => {
  switch (w.code) {
    case "PD":
      return ticks(granted(w, w.silent()).later(121_000));
    case "CR":
      return records(silent)(evidenceRecorded(w, w.silent()).later(121_000));
    default:
      return revokes(silent)(revoked(w, w.silent()).later(121_000));
  }
};
const inHand: Command = (w) => {
  w.fence();
  return claimTopUp(w.t, w.context());
};

export const PROVISIONING_COMMANDS: Readonly<Record<string, Command>> = {
  claim: claims(),
  "claim / in hand": inHand,
  "claim / not its turn": claims({ hasTurn: false }),
  "grant(fence, reading)": grants(absent),
  "grant(fence, reading) / unlimited": grants(unlimited),
  "grant(fence, reading) / too far ahead": grants(farAhead),
  "grant(fence, reading) / silent": grants(silent),
  "grant(fence, reading) / older fence": grants(absent, {}, 1),
  "grant(fence, reading) / turn lost": grants(absent, { hasTurn: false }),
  "grant(fence, reading) / past the end": pastEnd(grants(absent)),
  present: records(present),
  "present / older fence": records(present, answered, 1),
  absent: records(absent),
  "absent / older fence": records(absent, answered, 1),
  "absent / past the deadline": after(MINUTE, records(absent)),
  "absent / past the end": pastEnd(records(absent)),
  "absent / another end": records(different),
  "absent / for a day": after(24 * 60 * MINUTE, records(absent)),
  "present / for a day": after(24 * 60 * MINUTE, records(present)),
  refused: records(absent, refusedWrite),
  "refused / older fence": records(absent, refusedWrite, 1),
  "refused / yet present": records(present, refusedWrite),
  "refused / not now": records(absent, notNow),
  "refused / within moments": again(10, 1000, records(absent, refusedWrite)),
  "refused / often and for long": again(10, 2 * MINUTE, records(absent, refusedWrite)),
  "refused / not now, often and for long": again(10, 2 * MINUTE, records(absent, notNow)),
  unknown: records(silent),
  "unknown / account gone": records(noAccount),
  "unknown / account disabled": records(disabled),
  "account disabled": asks(disabled),
  "account disabled / the bucket is there": asks(disabledPresent),
  "account disabled / the tombstone is there": asks(disabledTombstone),
  "account disabled / past the end": pastEnd(asks(disabled)),
  "account gone": asks(noAccount),
  "account gone / within moments": again(10, 1000, asks(noAccount)),
  "account gone / for long": again(5, 3 * MINUTE, asks(noAccount)),
  "account gone / for long, and silent between": again(
    4,
    3 * MINUTE,
    asks(noAccount),
    asks(silent),
  ),
  "account gone / it came back between": again(5, 3 * MINUTE, asks(noAccount), records(absent)),
  "account gone / past the end": pastEnd(asks(noAccount)),
  deadline: (w) => ticks(w.later(w.code === "PD" ? 10 * MINUTE : MINUTE)),
  "deadline / the OCS answers": after(MINUTE, records(absent)),
  "revoke(fence, reading)": revokes(absent),
  "revoke(fence, reading) / present": revokes(present),
  "revoke(fence, reading) / tombstone": revokes(tombstone),
  "revoke(fence, reading) / silent": revokes(silent),
  "revoke(fence, reading) / past the end": pastEnd(revokes(absent)),
  "revoke(fence, reading) / silent past the end": pastEnd(revokes(silent)),
  "revoke(fence, reading) / older fence": revokes(absent, 1),
  revoked: records(tombstone),
  "revoked / older fence": records(tombstone, answered, 1),
  "OCS silent past its policy": silence,
  "nightly reconciliation": reconciles(absent),
  "nightly reconciliation / enabled": reconciles(present),
  "nightly reconciliation / different": reconciles(different),
  "nightly reconciliation / past the end": pastEnd(reconciles(absent)),
  "dead letter": (w) => recordDeadLetter(w.t, "provisioning"),
};
