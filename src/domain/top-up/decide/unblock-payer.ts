/** An operator lifts the block of a payer (decision 34). */
import { blocksPayer } from "../facts.ts";
import type { TopUp } from "../top-up.ts";
import { emit, type Outcome, unchanged } from "./outcome.ts";
import type { Acted } from "./people.ts";

/** Refuses with `wrong_state` where the top-up blocks no payer, or not any more. */
export const unblockPayer = (t: TopUp): Outcome<Acted<"wrong_state">> =>
  blocksPayer(t)
    ? emit({ kind: "done" }, { type: "PayerUnblocked" })
    : unchanged({ kind: "refused", code: "wrong_state" });
