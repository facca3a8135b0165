/**
 * The cast of a release: one service per story, all in one world. Stories that end come first; then
 * the charging system refuses, so that some park; in the last minute D1 falls silent, and then the
 * charging system, and what is under way stays under way.
 */
import { HOUR, MINUTE, SECOND } from "../simulation/world/durations.ts";
import type { Bought, Tale } from "./tale.ts";

export interface Story {
  readonly name: string;
  /** How its top-up stands when the world stands still. */
  readonly state: string;
  /** Tells it from the start of the stories, an instant in Unix ms. */
  readonly tell: (tale: Tale, start: number) => Promise<Bought>;
}

/** Instants after the start. */
const PARKING = HOUR;
export const LAST_MINUTE = 3 * HOUR;
export const STILL = LAST_MINUTE + MINUTE;
const D1_SILENT = LAST_MINUTE + 20 * SECOND;
const OCS_SILENT = LAST_MINUTE + 40 * SECOND;

const paid = async (tale: Tale, quantity = 3): Promise<Bought> => {
  const bought = await tale.order(quantity);
  await tale.tryCard(bought, "succeeded");
  return bought;
};
const parked: Story["tell"] = async (tale, start) => {
  await tale.at(PARKING, start);
  tale.world.ocs.faults.refuse = "both";
  const bought = await paid(tale);
  await tale.at(LAST_MINUTE - 10 * MINUTE, start);
  tale.world.ocs.faults.refuse = "nothing";
  return bought;
};

export const STORIES: readonly Story[] = [
  { name: "credited", state: "credited", tell: (tale) => paid(tale) },
  {
    name: "credited again, onto the days before",
    state: "credited",
    tell: async (tale, start) => {
      await paid(tale, 2);
      await tale.at(20 * MINUTE, start);
      return paid(tale, 20);
    },
  },
  {
    name: "credited after a declined card",
    state: "credited",
    tell: async (tale, start) => {
      const bought = await tale.order(5);
      await tale.tryCard(bought, "declined");
      await tale.at(MINUTE, start);
      await tale.tryCard(bought, "succeeded");
      return bought;
    },
  },
  {
    name: "disputed after it was credited",
    state: "credited",
    tell: async (tale, start) => {
      const bought = await paid(tale);
      await tale.at(30 * MINUTE, start);
      tale.world.stripe.dispute(bought.intent, "open");
      return bought;
    },
  },
  {
    name: "a payment of an older system",
    state: "credited",
    tell: (tale) => tale.presentPayment(4),
  },
  {
    name: "refunded, because the account is gone",
    state: "refunded",
    tell: async (tale) => {
      const bought = await tale.order(3);
      tale.world.ocs.remove(tale.account);
      await tale.tryCard(bought, "succeeded");
      return bought;
    },
  },
  {
    name: "a refund that Stripe refuses",
    state: "refund_failed",
    tell: async (tale, start) => {
      await tale.at(PARKING - 20 * MINUTE, start);
      const bought = await tale.order(3);
      tale.world.ocs.remove(tale.account);
      tale.world.stripe.faults.refunds = {
        ok: 0,
        pending: 0,
        pending_fails: 0,
        fails_later: 0,
        refused: 1,
      };
      tale.world.stripe.change(bought.intent, "succeeded");
      return bought;
    },
  },
  {
    name: "canceled by the customer",
    state: "canceled",
    tell: async (tale) => {
      const bought = await tale.order(3);
      await tale.cancel(bought);
      return bought;
    },
  },
  {
    name: "a bank that needs days",
    state: "processing",
    tell: async (tale) => {
      const bought = await tale.order(3);
      tale.world.stripe.change(bought.intent, "processing");
      return bought;
    },
  },
  {
    name: "above the limit, before its approval",
    state: "awaiting_approval",
    tell: async (tale, start) => {
      await tale.at(10 * MINUTE, start);
      tale.world.approvalAboveMinor = 5000;
      const bought = await tale.order(10);
      tale.world.approvalAboveMinor = 1_000_000;
      return bought;
    },
  },
  { name: "parked, because the charging system refused", state: "parked", tell: parked },
  {
    name: "parked, with an order for a refund that waits for its approval",
    state: "parked",
    tell: async (tale, start) => {
      const bought = await parked(tale, start);
      await tale.at(LAST_MINUTE - 5 * MINUTE, start);
      await tale.orderRefund(bought);
      return bought;
    },
  },
  {
    name: "under review at Stripe",
    state: "in_review",
    tell: async (tale, start) => {
      await tale.at(LAST_MINUTE - 5 * MINUTE, start);
      const bought = await tale.order(3);
      bought.intent.review = "open";
      tale.world.stripe.change(bought.intent, "succeeded");
      return bought;
    },
  },
  {
    name: "a declined card, and the form still open",
    state: "awaiting_payment",
    tell: async (tale, start) => {
      await tale.at(LAST_MINUTE - 2 * MINUTE, start);
      const bought = await tale.order(3);
      await tale.tryCard(bought, "declined");
      return bought;
    },
  },
  {
    name: "not paid yet",
    state: "awaiting_payment",
    tell: async (tale, start) => {
      await tale.at(LAST_MINUTE, start);
      return tale.order(3);
    },
  },
  {
    name: "credited, and D1 has not heard of it",
    state: "credited",
    tell: async (tale, start) => {
      await tale.at(LAST_MINUTE, start);
      const bought = await tale.order(3);
      await tale.at(D1_SILENT, start);
      tale.world.d1Link.lostBefore = 1;
      tale.world.stripe.change(bought.intent, "succeeded");
      return bought;
    },
  },
  {
    name: "granted, and the charging system is silent",
    state: "crediting",
    tell: async (tale, start) => {
      await tale.at(LAST_MINUTE, start);
      const bought = await tale.order(3);
      await tale.at(OCS_SILENT, start);
      // The write arrives, and no reading says so.
      const { ocs } = tale.world;
      ocs.watch = {
        ...ocs.watch,
        arrived: (account) => {
          if (account === tale.account) ocs.silenceFor(HOUR);
        },
      };
      tale.world.stripe.change(bought.intent, "succeeded");
      return bought;
    },
  },
  {
    name: "paid while the charging system is silent",
    state: "paid",
    tell: async (tale, start) => {
      await tale.at(LAST_MINUTE, start);
      const bought = await tale.order(3);
      await tale.at(OCS_SILENT + 5 * SECOND, start);
      tale.world.stripe.change(bought.intent, "succeeded");
      return bought;
    },
  },
];
