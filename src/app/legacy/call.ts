import { type DongleTopUp, isWhole, type MalformedTopUp } from "../../contract/legacy.ts";
import type { IntentId } from "../../domain/base/ids.ts";
import { type Money, parseFloatSum, sameMoney } from "../../domain/base/money.ts";
import type { Caller } from "../base/actor.ts";
import { fromD1 } from "../base/from-d1.ts";
import { type NamedServiceNeeds, namedService } from "../identification/named-service.ts";
import type { PaymentBinding } from "../ports/payment-bindings.ts";
import type { Service } from "../ports/register.ts";
import type { UsageAlias } from "../ports/usage-aliases.ts";

export interface DongleInput {
  readonly asked: DongleTopUp | MalformedTopUp;
  /** Whether a payment need not name the service that it is for. */
  readonly acceptUntagged: boolean;
  /** A caller's payment that was made longer ago is the older system's history. */
  readonly maxAgeMs: number;
}

/** One call, with what is known about it. */
export interface Call extends DongleInput {
  readonly actor: Caller;
  readonly intentId: IntentId;
  /**
   * The service that it names: by both numbers, or, where the call is malformed, by those that have
   * the right shape. Null: none, or they are not one service's.
   */
  readonly service: Service | null;
  /** Null: it does not name it by aliases. */
  readonly alias: UsageAlias | null;
  /** Unix ms. */
  readonly calledAt: number;
}

/** Reads the call's numbers in the register. Throws `PortFault` when D1 does not answer. */
export async function callOf(
  needs: NamedServiceNeeds,
  actor: Caller,
  input: DongleInput,
): Promise<Call> {
  const calledAt = needs.clock.now();
  const { asked } = input;
  const { payment_intent_id: intentId, service_uuid: serviceUuid, imsi } = asked;
  const partly = !isWhole(asked);
  const named =
    serviceUuid === null
      ? null
      : await fromD1(() => namedService(needs, { serviceUuid, imsi }, { partly }));
  const { service = null, alias = null } = named ?? {};
  return { ...input, actor, intentId, service, alias, calledAt };
}

type Bought = Pick<PaymentBinding, "serviceId" | "quantity" | "amount">;

/** Whether the call asks for just this. */
export const isSame = ({ service, asked }: Call, { serviceId, quantity, amount }: Bought) =>
  service?.id === serviceId &&
  isWhole(asked) &&
  asked.days === quantity &&
  isAmount(asked.topup_amount, amount);

/** Whether the decimal text is this amount; with the default price 10: days × 1000 minor units. */
export function isAmount(text: string, due: Money): boolean {
  const amount = parseFloatSum(text, due.currency);
  return amount !== null && sameMoney(amount, due);
}
