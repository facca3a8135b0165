import type { Ports } from "../ports/ports.ts";

/**
 * One try for one top-up: claim, read, ask, send exactly the granted bytes, read again, record.
 * Credits and withdrawals take the same path, so that the queue is one valve in front of one OCS.
 *
 * Whatever claim and record say, the message is done: when to try again is the object's business.
 * Throws only when the object itself did not answer.
 */
export async function provision(
  ports: Ports,
  { serviceId, topUpId }: { readonly serviceId: string; readonly topUpId: string },
): Promise<void> {
  const object = ports.objects.of(serviceId);
  const claim = await object.claimTopUp({ topUpId });
  if (claim.kind === "done") return;
  const { fence, account } = claim;
  const until = ports.clock.now() + ports.settings.timings.tryMs;
  const first = await ports.ocs.read(account);
  const permit =
    claim.kind === "grant"
      ? await object.grantCredit({ topUpId, fence, reading: first })
      : await object.revokeCredit({ topUpId, fence, reading: first });
  // Too slow: the lease may end while the bytes travel. The next claim sends the same ones.
  if (permit.kind === "stop" || ports.clock.now() > until) return;
  const write = await ports.ocs.write(account, permit.body);
  const reading = await ports.ocs.read(account);
  await object.recordEvidence({ topUpId, fence, write, reading });
}
