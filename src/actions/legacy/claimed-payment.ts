import { attemptId } from "../../domain/ids.ts";
import { isAbove } from "../../domain/money.ts";
import type { IntentMark, IntentReading } from "../../domain/payment-reading.ts";
import type { Customer } from "../../domain/top-up/state.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import type { Ports } from "../ports.ts";
import { rebuiltRequest } from "../rebuilt-request.ts";
import { derivedId } from "./derived-id.ts";
import { fromD1 } from "./from-d1.ts";
import type { ClaimedIntent } from "./old-doors-port.ts";

/** How long an older system waits for its answer (0.2 s × 25), counted from its call. */
export const CALLER_WAITS_MS = 5000;

/** Whose a payment is: our own mark says so, or a claim does. */
export interface Owner {
  readonly mark: IntentMark;
  readonly claim: ClaimedIntent | null;
}

/**
 * Null: not ours. A payment without our mark is looked up in D1, so a silent D1 throws here: the
 * caller tries again.
 */
export async function ownerOf(ports: Ports, reading: IntentReading): Promise<Owner | null> {
  if (reading.mark) return { mark: reading.mark, claim: null };
  const claim = await ports.oldDoors.claimOf(reading.intentId);
  return claim && { mark: markOfClaim(claim), claim };
}

/**
 * The claim behind a mark that a caller's payment got from us, for a call that died right after;
 * null: we made this intent ourselves.
 */
export async function claimBehind(
  ports: Ports,
  { intentId }: IntentReading,
  mark: IntentMark,
): Promise<ClaimedIntent | null> {
  if (mark.topUpId !== (await derivedId("top", intentId))) return null;
  const claim = await ports.oldDoors.claimOf(intentId);
  return claim && bears(mark, claim) ? claim : null;
}

const bears = ({ topUpId, serviceId }: IntentMark, claim: ClaimedIntent): boolean =>
  topUpId === claim.topUpId && serviceId === claim.serviceId;

/** What our own metadata would say, had we made the intent. */
function markOfClaim({ topUpId, serviceId, offerId, quantity }: ClaimedIntent): IntentMark {
  return { topUpId, attemptId: attemptId(topUpId, 1), serviceId, offerId, quantity };
}

export interface Adoption {
  readonly claim: ClaimedIntent;
  readonly reading: IntentReading;
  /** The calling system's address; null: a webhook or the sweep heals what a call left behind. */
  readonly ip: string | null;
  /** Never granted for so long after this: the money goes back. */
  readonly maxWaitMs: number;
}

/**
 * Makes the top-up of a claimed payment; again: nothing new. First Stripe learns whose it is, so
 * that a restored D1 or another house cannot have it once more. The price is the claim's, whatever
 * the offer costs by now. Null: the money can buy nothing any more, or carries another mark by now;
 * it stays where it is.
 */
export async function adoptClaimed(
  ports: Ports,
  { claim, reading, ip, maxWaitMs }: Adoption,
): Promise<TopUpView | null> {
  const mark = markOfClaim(claim);
  const others = reading.mark ? !bears(reading.mark, claim) : reading.maker?.otherHouse === true;
  if (!others && !reading.mark) await ports.payments.markIntent({ intentId: claim.intentId, mark });
  const view = others ? null : await adoptMarked(ports, { claim, reading, ip, maxWaitMs }, mark);
  const { intentId, topUpId } = claim;
  ports.log.info(view ? "payment_adopted" : "payment_not_adopted", { intentId, topUpId });
  return view;
}

async function adoptMarked(
  ports: Ports,
  { claim, reading, ip, maxWaitMs }: Adoption,
  mark: IntentMark,
): Promise<TopUpView | null> {
  const { request, service } = await fromD1(() => rebuiltRequest(ports, reading, mark));
  return ports.objects.of(claim.serviceId).adoptPayment({
    reading: { ...reading, mark },
    request: {
      ...request,
      price: claim.amount,
      customer: payerOf(reading),
      identifiedBy: { method: "caller", ip, linkId: null },
      origin: "legacy",
      needsApproval: isAbove(claim.amount, ports.settings.approvalAbove),
      maxWaitMs,
    },
    closed: service?.status !== "active",
  });
}

/** Who paid, as the caller's page told Stripe. Without an address nobody is written to. */
function payerOf({ maker }: IntentReading): Customer {
  const [firstName = "", ...others] = (maker?.payer.name ?? "").trim().split(/\s+/);
  const email = maker?.payer.email.trim() ?? "";
  return {
    firstName,
    lastName: others.join(" "),
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : "",
    locale: "en",
  };
}
