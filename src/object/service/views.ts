/** A top-up as callers see it, and the frame around commands that answer with one. */
import type { SessionId, TopUpId } from "../../domain/base/ids.ts";
import type { TopUp } from "../../domain/top-up/top-up.ts";
import { type TopUpView, viewOf } from "../../domain/top-up/view.ts";
import type { Core } from "./core.ts";

export function viewIn(core: Core, t: TopUp): TopUpView {
  return viewOf(t, core.deps.timings.maxWaitMs);
}

/** Null: this object has no such top-up. */
export function getTopUp(core: Core, topUpId: TopUpId): TopUpView | null {
  const t = core.store.load(topUpId);
  return t && viewIn(core, t);
}

type Refused<C> = { readonly kind: "refused"; readonly code: C };
/** What a command decided; `C`: the codes that it can refuse with. */
type Acted<C> = { readonly kind: "done" } | Refused<C>;
type Answer<C> = { readonly kind: "done"; readonly view: TopUpView } | Refused<C>;

/** Runs a command on a top-up; answers with the top-up as it is afterwards, or with the refusal. */
export function actOn<C>(
  core: Core,
  topUpId: TopUpId,
  act: () => Acted<C>,
): Answer<C | "not_found"> {
  if (!core.store.load(topUpId)) return { kind: "refused", code: "not_found" };
  const answer = act();
  if (answer.kind === "refused") return answer;
  const after = getTopUp(core, topUpId);
  return after ? { kind: "done", view: after } : { kind: "refused", code: "not_found" };
}

/**
 * The same, for the session that made the top-up and no other: many devices hold the link of one
 * service, and only the device that began a top-up may end it.
 */
export function actOnOwn<C>(
  core: Core,
  { topUpId, sessionId }: { readonly topUpId: TopUpId; readonly sessionId: SessionId },
  act: () => Acted<C>,
): Answer<C | "not_found" | "not_yours"> {
  const t = core.store.load(topUpId);
  if (t && t.request.sessionId !== sessionId) return { kind: "refused", code: "not_yours" };
  return actOn(core, topUpId, act);
}
