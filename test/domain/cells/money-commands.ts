/** The columns of the table "Money" as commands; after a slash: a variant of the cell. */

import type { IntentId } from "../../../src/domain/base/ids.ts";
import type { IntentReading } from "../../../src/domain/payment/intent-reading.ts";
import { recordIntent } from "../../../src/domain/top-up/decide/intent.ts";
import { recordNoIntent, type WhyNoIntent } from "../../../src/domain/top-up/decide/no-intent.ts";
import type { Context, Outcome } from "../../../src/domain/top-up/decide/outcome.ts";
import { recordPayment } from "../../../src/domain/top-up/decide/payment.ts";
import { ATTEMPT, payment, reviewIn, type World } from "./world.ts";

/** May prepare the world without moving the top-up; returns the decision, not yet committed. */
export type Command = (w: World) => Outcome<unknown>;

const reads =
  (reading: IntentReading, change: Partial<Context> = {}): Command =>
  (w) =>
    recordPayment(w.t, reading, w.context(change));
const records =
  (intentId: IntentId): Command =>
  (w) =>
    recordIntent(w.t, { attemptId: ATTEMPT, intentId }, w.context());

const noIntent =
  (why: WhyNoIntent): Command =>
  (w) =>
    recordNoIntent(w.t, { attemptId: ATTEMPT, why });

const decline = { code: "card_declined", declineCode: "insufficient_funds" };

export const MONEY_COMMANDS: Readonly<Record<string, Command>> = {
  "intent recorded": records("pi_1"),
  "intent recorded / another": records("pi_2"),
  "no intent made": noIntent("key_spent"),
  "no intent made / refused": noIntent("refused"),
  "authorized [later]": reads(payment("authorized")),
  processing: reads(payment("processing")),
  declined: reads(payment("open", { decline })),
  "declined / the fourth": reads(payment("open", { decline, declines: 4 })),
  "declined / the fifth": reads(payment("open", { decline, declines: 5 })),
  canceled: reads(payment("canceled")),
  "succeeded, exact": reads(payment("succeeded")),
  "succeeded, exact / elevated": reads(payment("succeeded", { risk: "elevated" })),
  "review open at Stripe": reads(payment("succeeded", { review: reviewIn("open") })),
  "review open at Stripe / service closed": reads(
    payment("succeeded", { review: reviewIn("open") }),
    { serviceClosed: true },
  ),
  "review closed: approved": reads(payment("succeeded", { review: reviewIn("approved") })),
  "review closed: approved / service closed": reads(
    payment("succeeded", { review: reviewIn("approved") }),
    { serviceClosed: true },
  ),
  "succeeded, exact / service closed": reads(payment("succeeded"), { serviceClosed: true }),
  "succeeded, other amount or currency": reads(
    payment("succeeded", { amount: { minor: 6999, currency: "usd" } }),
  ),
  "succeeded, other amount or currency / currency": reads(
    payment("succeeded", { amount: { minor: 7000, currency: "eur" } }),
  ),
  "another intent of this top-up succeeded": reads(payment("succeeded", { intentId: "pi_2" })),
  "another intent of this top-up succeeded / wrong": reads(
    payment("succeeded", { intentId: "pi_2", amount: { minor: 1, currency: "usd" } }),
  ),
  "all of it refunded externally": reads(payment("succeeded", { returnedMinor: 7000 })),
  "part refunded externally, or disputed": reads(payment("succeeded", { returnedMinor: 1000 })),
  "part refunded externally, or disputed / disputed": reads(
    payment("succeeded", { disputed: true }),
  ),
};
