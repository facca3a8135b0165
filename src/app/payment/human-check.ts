import type { ServiceId, SessionId } from "../../domain/base/ids.ts";
import { ok, type Result } from "../../domain/base/result.ts";
import { type Refusal, refusal } from "../base/refusal.ts";
import { sha256Hex } from "../base/sha256-hex.ts";
import type { HumanToken } from "../ports/human-check.ts";
import { PortFault } from "../ports/port-fault.ts";
import type { Ports } from "../ports/ports.ts";
import { isSuspicious } from "./admit-try.ts";

export type HumanCheckNeeds = Pick<Ports, "humanCheck" | "log"> &
  Parameters<typeof isSuspicious>[0];
export type HumanRefusal = "human_check_needed" | "human_check_unavailable";

export interface IntentWish {
  readonly sessionId: SessionId;
  readonly ip: string | null;
  readonly serviceId: ServiceId;
  readonly weak: boolean;
  readonly idempotencyKey: string;
  /** Absent: the page was not asked yet. */
  readonly given?: HumanToken;
}

/**
 * Before a payment intent is made for a weak identity, or for a session whose cards were declined a
 * few times lately, a person has to be there (decision 32); only where the operator has switched it
 * on. Without an answer about the token a weak identity is refused and a strong one goes on.
 */
export async function passHumanCheck(
  needs: HumanCheckNeeds,
  asked: IntentWish,
): Promise<Result<null, Refusal<HumanRefusal>>> {
  const { humanCheck, log } = needs;
  if (humanCheck === null) return ok(null);
  const { serviceId, weak, ip, given } = asked;
  if (!weak && !(await isSuspicious(needs, asked))) return ok(null);
  const needed = refusal("human_check_needed", { widget: humanCheck.widget });
  if (given === undefined) return needed;
  try {
    const answer = await humanCheck.verify({ ...given, ip, checkId: await checkIdOf(asked) });
    if (answer === "passed") return ok(null);
    log.info("human_check_failed", { serviceId });
    return needed;
  } catch (fault) {
    if (!(fault instanceof PortFault)) throw fault;
    log.warn("human_check_unavailable", { serviceId, why: fault.message });
    return weak ? refusal("human_check_unavailable") : ok(null);
  }
}

/**
 * A UUID that follows from the request: its repetition may repeat the check, and a token is good
 * for no other service, session or key.
 */
async function checkIdOf({ serviceId, sessionId, idempotencyKey }: IntentWish): Promise<string> {
  const hex = await sha256Hex(`human ${serviceId} ${sessionId} ${idempotencyKey}`);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join("-");
}
