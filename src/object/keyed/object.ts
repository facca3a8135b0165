import { DurableObject } from "cloudflare:workers";
import type { AlertBook } from "../../app/ports/alert-book.ts";
import type { Clock } from "../../app/ports/clock.ts";
import type { KeyedObject as KeyedObjectPort } from "../../app/ports/keyed-object.ts";
import type { Log } from "../../app/ports/log.ts";
import { KnownAlarm } from "../storage/known-alarm.ts";
import { MEND_PAUSE_MS, Opened } from "../storage/opened.ts";
import type { Sql } from "../storage/sql.ts";
import { storageSql } from "../storage/storage-sql.ts";
import { AlertRows } from "./alerts/book.ts";
import type { Kind } from "./kind.ts";
import { type AnyOrder, isAlertBook, kindNamed } from "./kinds.ts";
import { layoutOf } from "./layout.ts";
import * as protocol from "./protocol.ts";

/** What a keyed object is handed: it keeps time and writes log lines. */
export interface KeyedNeeds {
  readonly clock: Clock;
  readonly log: Log;
}

/** What a method takes: declared once, in its port. */
type Input<Method extends keyof KeyedObjectPort<AnyOrder>> = Parameters<
  KeyedObjectPort<AnyOrder>[Method]
>[0];
type BookInput<Method extends keyof AlertBook> = Parameters<AlertBook[Method]>[0];

/** The alarm comes back after this when everything after its first step fails; ms. */
const INSURANCE_MS = 30_000;

/**
 * What many callers share, one object per `kind:key` (decision 26). It decides nothing about
 * top-ups: the kind says what an order takes, the protocol what becomes of it, and this class binds
 * both to Cloudflare. Every method is safe to repeat, and throws where the object's name is none,
 * or where another version laid out the storage; the constructor never does.
 */
export class KeyedObject
  extends DurableObject<object>
  implements KeyedObjectPort<AnyOrder>, AlertBook
{
  readonly #opened: Opened<{ readonly sql: Sql; readonly deps: protocol.ProtocolDeps }>;
  readonly #needs: KeyedNeeds;
  readonly #alarm: KnownAlarm;

  constructor(ctx: DurableObjectState, env: object, needs: KeyedNeeds) {
    super(ctx, env);
    this.#needs = needs;
    this.#alarm = new KnownAlarm(ctx.storage, () => needs.clock.now());
    this.#opened = new Opened(() => this.#open());
  }

  override async alarm(): Promise<void> {
    this.#alarm.forget();
    // Before anything can fail: Cloudflare drops an alarm for ever once it has thrown seven times.
    await this.ctx.storage.setAlarm(Date.now() + INSURANCE_MS);
    const fault = this.#opened.whyNot();
    if (fault !== null) {
      this.#needs.log.error("object_cannot_work", fault, { object: this.ctx.id.name });
      await this.ctx.storage.setAlarm(Date.now() + MEND_PAUSE_MS);
      return;
    }
    protocol.releaseAged(this.#deps);
    await this.#vanishIfEmpty();
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
    const held = this.#deps.entries.held(now);
    return windowsMs.map((withinMs) => held.amountSince(now - withinMs));
  }
  async owners({ after, limit }: Input<"owners">) {
    this.#kind();
    return this.#deps.entries.owners(after, limit);
  }

  async noteSignal({ name, value }: BookInput<"noteSignal">) {
    this.#alerts().noteSignal(name, value);
  }
  async readSignals() {
    return this.#alerts().signals();
  }
  async observe({ observations, channels }: BookInput<"observe">) {
    return this.#alerts().observe(observations, channels);
  }
  async acknowledge({ noticeId, channel }: BookInput<"acknowledge">) {
    this.#alerts().acknowledge(noticeId, channel);
  }

  /** Throws where the object's name is none of the kind `alerts`. */
  #alerts(): AlertRows {
    if (!isAlertBook(this.ctx.id.name)) throw new Error(`${this.ctx.id.name} keeps no alerts`);
    const random = () =>
      Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte & 31);
    const { sql } = this.#opened.get();
    return new AlertRows({ sql, now: () => this.#needs.clock.now(), random });
  }

  /**
   * Gives the storage itself back where nothing is in it, because outsiders can make keys without
   * end, e.g. sessions. The alarm does it and no call: it takes longer than the whole rest of a
   * rate. No call may come between: it would find no tables.
   */
  async #vanishIfEmpty(): Promise<void> {
    await this.ctx.blockConcurrencyWhile(async () => {
      if (!this.#deps.entries.areNone()) return;
      await this.ctx.storage.deleteAlarm();
      await this.ctx.storage.deleteAll();
      this.#alarm.forget();
      this.#opened.forget();
    });
  }

  get #deps(): protocol.ProtocolDeps {
    return this.#opened.get().deps;
  }
  #open() {
    const { clock, log } = this.#needs;
    const { storage, id } = this.ctx;
    const { steps, entriesIn } = layoutOf(storage, id.name);
    const sql = storageSql(storage, steps);
    const deps: protocol.ProtocolDeps = {
      entries: entriesIn(sql),
      alarm: this.#alarm,
      now: () => clock.now(),
      onAged: (count) => log.warn("reservations_too_old", { object: id.name, count }),
    };
    return { sql, deps };
  }

  /** Throws where the name is none. Not asked by the alarm, which is the same for all kinds. */
  #kind(): Kind<AnyOrder> {
    return kindNamed(this.ctx.id.name);
  }
}
