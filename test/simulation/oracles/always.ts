/** What must hold at every moment, checked in the simulated OCS and at the simulated Stripe. */
import { isOurBucket, toId } from "../../../src/domain/base/ids.ts";
import { stateOf } from "../../../src/domain/top-up/states.ts";
import type { TopUp } from "../../../src/domain/top-up/top-up.ts";
import type { ObjectHost } from "../world/object-host.ts";
import { endOf } from "../world/ocs.ts";
import type { Intent, Refund } from "../world/stripe-state.ts";
import type { World } from "../world/world.ts";
import { Violation } from "./violation.ts";

/** The product itself allows this much around a frozen end. */
const MARGIN_MS = 6000;

/** The bucket that a granted call names: method and params of `SetBalance`. */
const bucketIdOf = (call: string): string =>
  String((JSON.parse(call) as { params: { Balance: { ID: string } }[] }).params[0]?.Balance.ID);

export class Always {
  /** The first violation; the run throws it at the end of the current event. */
  broken: Violation | null = null;
  /** Accounts that a person at the OCS changed by hand. */
  readonly tampered = new Set<string>();
  /** The plan of each account: when it was changed, and its end from then on. */
  readonly plans = new Map<string, { at: number; endAt: number | null }[]>();
  readonly #world: World;
  readonly #known = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    world.ocs.watch = {
      arrived: (account, body) => this.#guard(() => this.#onlyGranted(account, body)),
      sentToNoAccount: (account) => {
        this.#guard(() => {
          throw new Violation("written to an account that is gone", account);
        });
      },
      changed: (account) => this.#guard(() => this.#nothingReturnedIsEnabled(account)),
    };
    world.stripe.onUnlistedKey = ({ refundId, keyNumber }) => {
      this.#guard(() => {
        throw new Violation("a new refund key without a list", `${refundId}, key ${keyNumber}`);
      });
    };
    world.stripe.onRefund = (intent, refund) => {
      this.#guard(() => this.#refundable(intent, refund));
    };
  }
  #guard(check: () => void): void {
    try {
      check();
    } catch (fault) {
      this.broken ??= fault instanceof Violation ? fault : new Violation("fault", String(fault));
    }
  }

  hostOf(account: string): ObjectHost | undefined {
    const service = [...this.#world.services.values()].find((s) => s.account.account === account);
    return service && this.#world.host(service.id);
  }

  /** Invariant 2: every body is the granted one, byte for byte, or a tombstone of a revocation. */
  #onlyGranted(account: string, body: string): void {
    if (this.#known.has(body)) return;
    const host = this.hostOf(account);
    const id = bucketIdOf(body);
    const log = host?.log(toId("top", id.split(".")[0] ?? "")) ?? [];
    const grants = log.flatMap((e) => (e.type === "Granted" ? [e.grant] : []));
    const revoking = log.some((e) => e.type === "RevocationDecided" || e.type === "CreditOwed");
    const granted = grants.some((g) => g.body === body);
    const tombstoned =
      revoking && body.includes('"Disabled":true') && grants.some((g) => g.bucketId === id);
    if (!granted && !tombstoned) throw new Violation("sent without a grant", body);
    this.#known.add(body);
  }

  /** What we refunded is not enabled, unless it is owed; late writes are no excuse. */
  #nothingReturnedIsEnabled(account: string): void {
    const host = this.hostOf(account);
    if (!host) return;
    for (const id of this.#enabled(account)) {
      const t = host.load(toId("top", id.split(".")[0] ?? ""));
      if (t && this.#returnedByUs(t)) this.#never(host, t, id);
    }
  }
  #refundable(intent: Intent, refund: Refund): void {
    const { metadata } = intent;
    if (!metadata || refund.refundId === null) return;
    const host = this.#world.host(metadata.serviceId);
    const t = host.load(metadata.topUpId);
    const row = t?.refunds.find((r) => r.refundId === refund.refundId);
    if (!t || !row) throw new Violation("refund without a row", refund.refundId);
    if (row.purpose === "surplus") return;
    for (const id of this.#enabled(t.request.account)) {
      if (id.split(".")[0] === metadata.topUpId) this.#never(host, t, id);
    }
  }
  #never(host: ObjectHost, t: TopUp, bucketId: string): void {
    const { topUpId, account } = t.request;
    if (this.tampered.has(account) || this.#world.ocs.forgotten.has(bucketId)) return;
    if (host.log(topUpId).some((e) => e.type === "CreditOwed")) return;
    throw new Violation("refunded and enabled", `${bucketId} while ${stateOf(t)}`);
  }
  #enabled(account: string): string[] {
    return this.#world.ocs
      .buckets(account)
      .filter((b) => isOurBucket(b.id) && !b.disabled)
      .filter((b) => (endOf(b) ?? Number.POSITIVE_INFINITY) > this.#world.clock.now + MARGIN_MS)
      .map((b) => b.id);
  }
  #returnedByUs(t: TopUp): boolean {
    const rows = new Set(t.refunds.filter((r) => r.purpose === "return").map((r) => r.refundId));
    return [...this.#world.stripe.intents.values()].some(
      (i) =>
        i.metadata?.topUpId === t.request.topUpId &&
        i.refunds.some((r) => r.status !== "failed" && r.refundId !== null && rows.has(r.refundId)),
    );
  }

  // --- the plan of an account, which its operator may extend ------------------------------------

  /** `endAt` null: the account has no plan. */
  putPlan(account: string, endAt: number | null): void {
    const known = this.plans.get(account) ?? [];
    this.plans.set(account, [...known, { at: this.#world.clock.now, endAt }]);
    if (endAt !== null) this.#world.ocs.putPlan(account, endAt);
  }
  planEndAt(account: string, at: number): number {
    return (this.plans.get(account) ?? []).findLast((p) => p.at <= at)?.endAt ?? 0;
  }
  /** Every end that the plan had between two instants. */
  planEndsBetween(account: string, from: number, to: number): number[] {
    const moved = (this.plans.get(account) ?? []).filter((p) => p.at > from && p.at <= to);
    return [this.planEndAt(account, from), ...moved.map((p) => p.endAt ?? 0)];
  }
}
