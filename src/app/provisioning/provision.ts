import type { System } from "../base/actor.ts";
import { reportLostWrite } from "../base/report-lost-write.ts";
import type { TopUpRef } from "../base/top-up-ref.ts";
import type { Ports } from "../ports/ports.ts";
import type { ServiceObject } from "../ports/service-object.ts";

export type ProvisionNeeds = Pick<
  Ports,
  "objects" | "ocs" | "clock" | "deploymentFindings" | "log"
>;

const QUEUE: System = { kind: "system", trigger: "queue" };

/**
 * Where the rest of a try goes once the object has answered the claim. From then on the object sees
 * to the top-up itself, by the end of the lease. Resolves when the consumer may end.
 */
export type HandOver = (rest: Promise<void>) => Promise<void>;

/**
 * One try for one top-up: claim, read, ask the object, send exactly the granted bytes, read again,
 * record. Credits and revocations take the same path.
 *
 * The message is done whatever claim and record answer: when to try again is the object's business.
 * Throws only when the object itself did not answer.
 */
export async function provision(
  needs: ProvisionNeeds,
  { serviceId, topUpId }: TopUpRef,
  handOver: HandOver = (rest) => rest,
): Promise<void> {
  const claim = await needs.objects.of(serviceId).claimTopUp({ topUpId });
  if (claim.kind !== "done") await handOver(tryOnce(needs, { serviceId, topUpId }, claim));
}

async function tryOnce(
  { objects, ocs, clock, deploymentFindings, log }: ProvisionNeeds,
  { serviceId, topUpId }: TopUpRef,
  claim: Exclude<Awaited<ReturnType<ServiceObject["claimTopUp"]>>, { kind: "done" }>,
): Promise<void> {
  const object = objects.of(serviceId);
  const { fence, account, budget } = claim;
  const until = clock.now() + budget.tryMs;
  // The last reading gets what the first two calls have left of the try.
  const callMs = () => Math.min(budget.callMs, Math.max(0, until - clock.now()));
  const first = await ocs.read(account, callMs());
  const permit =
    claim.kind === "grant"
      ? await object.grantCredit({ topUpId, fence, reading: first })
      : await object.revokeCredit({ topUpId, fence, reading: first });
  // Too slow: the lease may end while the bytes travel. The next claim sends the same ones.
  if (permit.kind === "stop" || clock.now() > until) return;
  const write = await ocs.write(account, permit.body, callMs());
  const reading = await ocs.read(account, callMs());
  const after = await object.recordEvidence({ topUpId, fence, write, reading });
  const saidOk = write.kind === "answered" && write.text === "OK" && reading.kind === "account";
  if (saidOk && !reading.disabled && after?.state === "crediting") {
    await reportLostWrite({ deploymentFindings, log }, QUEUE, account.ocs);
  }
}
