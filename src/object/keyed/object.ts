import { DurableObject } from "cloudflare:workers";
import type { Clock } from "../../app/ports/clock.ts";
import type { KeyedObject as KeyedObjectPort } from "../../app/ports/keyed-object.ts";
import type { Log } from "../../app/ports/log.ts";
import { storageSql } from "../storage/storage-sql.ts";
import { Entries } from "./entries.ts";
import type { Kind } from "./kind.ts";
import { type AnyOrder, kindNamed } from "./kinds.ts";
import * as protocol from "./protocol.ts";
import { STEPS } from "./schema.ts";

/** What a keyed object is handed: it keeps time and writes log lines. */
export interface KeyedNeeds {
  readonly clock: Clock;
  readonly log: Log;
}

/** What a method takes: declared once, in its port. */
type Input<Method extends keyof KeyedObjectPort<AnyOrder>> = Parameters<
  KeyedObjectPort<AnyOrder>[Method]
>[0];

/** The alarm comes back after this when everything after its first step fails; ms. */
const INSURANCE_MS = 30_000;

/**
 * What many callers share, one object per `kind:key` (decision 26). It decides nothing about
 * top-ups: the kind says what an order takes, the protocol what becomes of it, and this class binds
 * both to Cloudflare. Every method is safe to repeat, and throws where the object's name is none.
 */
export class KeyedObject extends DurableObject<object> implements KeyedObjectPort<AnyOrder> {
  #entries: Entries;
  #deps: protocol.ProtocolDeps;
  readonly #needs: KeyedNeeds;

  constructor(ctx: DurableObjectState, env: object, needs: KeyedNeeds) {
    super(ctx, env);
    this.#needs = needs;
    this.#entries = new Entries(storageSql(ctx.storage, STEPS));
    this.#deps = this.#depsOf(this.#entries);
  }

  override async alarm(): Promise<void> {
    // Before anything can fail: Cloudflare drops an alarm for ever once it has thrown seven times.
    await this.ctx.storage.setAlarm(Date.now() + INSURANCE_MS);
    protocol.releaseAged(this.#deps);
    await this.ctx.blockConcurrencyWhile(() => this.#vanishIfEmpty());
  }

  async reserve({ orders }: Input<"reserve">) {
    return protocol.reserve(this.#deps, this.#kind(), orders);
  }
  async confirm({ orders }: Input<"confirm">) {
    return protocol.confirm(this.#deps, this.#kind(), orders);
  }
  async release({ ids }: Input<"release">) {
    return protocol.release(this.#deps, this.#kind(), ids);
  }
  async amountsWithin({ windowsMs }: Input<"amountsWithin">) {
    this.#kind();
    const now = this.#needs.clock.now();
    const held = this.#entries.held(now);
    return windowsMs.map((withinMs) => held.amountSince(now - withinMs));
  }
  async owners({ after, limit }: Input<"owners">) {
    this.#kind();
    return this.#entries.owners(after, limit);
  }

  /**
   * Gives the storage itself back where nothing is in it, because outsiders can make keys without
   * end, e.g. sessions. No call may come between: it would find no tables.
   */
  async #vanishIfEmpty(): Promise<void> {
    if (!this.#entries.areNone()) return;
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    this.#entries = new Entries(storageSql(this.ctx.storage, STEPS));
    this.#deps = this.#depsOf(this.#entries);
  }

  #depsOf(entries: Entries): protocol.ProtocolDeps {
    const { clock, log } = this.#needs;
    return {
      entries,
      alarm: {
        set: (at) => void this.ctx.storage.setAlarm(at),
        clear: () => void this.ctx.storage.deleteAlarm(),
      },
      now: () => clock.now(),
      onAged: (count) => log.warn("reservations_too_old", { object: this.ctx.id.name, count }),
    };
  }

  /** Throws where the name is none. Not asked by the alarm, which is the same for all kinds. */
  #kind(): Kind<AnyOrder> {
    return kindNamed(this.ctx.id.name);
  }
}
