import type { Operator } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";
import { type ClosedResult, type CloseRequestInput, closeRequest } from "./close-request.ts";

/** Takes back one's own order, with any of one's keys, while it waits for an approval. */
export const retractOrder = (
  needs: Pick<Ports, "objects">,
  actor: Operator,
  input: CloseRequestInput,
): Promise<ClosedResult> =>
  closeRequest(needs, actor, { scope: "approvals:retract", how: "retracted" }, input);
