import type { Operator } from "../base/actor.ts";
import type { Ports } from "../ports/ports.ts";
import { type ClosedResult, type CloseRequestInput, closeRequest } from "./close-request.ts";

/** Says no to what another operator ordered, while it waits for an approval. */
export const rejectOrder = (
  needs: Pick<Ports, "objects">,
  actor: Operator,
  input: CloseRequestInput,
): Promise<ClosedResult> =>
  closeRequest(needs, actor, { scope: "approvals:give", how: "rejected" }, input);
