import { DurableObject } from "cloudflare:workers";

export interface Message {
  readonly id: string;
}
export interface Env {
  readonly DB: D1Database;
  readonly FLOOR: DurableObjectNamespace<Floor>;
  readonly SHARED: DurableObjectNamespace<Shared>;
  readonly PROVISION: Queue<Message>;
  readonly PROJECT: Queue<Message>;
  readonly NOTIFY: Queue<Message>;
  readonly EXTERNAL_URL: string;
}

/** As long as the product's state of a top-up, which is written anew with each commit; letters. */
const STATE_LENGTH = 2700;
const EVENT_LENGTH = 500;

/** In the place of a service's object: an event, the state and the alarm per commit. */
export class Floor extends DurableObject<Env> {
  #seq: number;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS state (id TEXT PRIMARY KEY, body TEXT)");
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY, body TEXT)");
    const [row] = ctx.storage.sql.exec("SELECT coalesce(max(seq), 0) AS seq FROM event");
    this.#seq = Number(row?.seq);
  }

  readSeq(): number {
    return this.#seq;
  }
  commit(id: string): void {
    const { storage } = this.ctx;
    storage.transactionSync(() => {
      this.#seq += 1;
      storage.sql.exec("INSERT INTO event VALUES (?, ?)", this.#seq, "x".repeat(EVENT_LENGTH));
      const state = "x".repeat(STATE_LENGTH);
      storage.sql.exec("INSERT OR REPLACE INTO state VALUES (?, ?)", id, state);
      void storage.setAlarm(Date.now() + 60_000);
    });
  }
  /** Two callers bring the payment, the webhook and the page; the second finds it recorded. */
  paid(id: string): void {
    const [known] = this.ctx.storage.sql.exec("SELECT id FROM state WHERE id = ?", `paid ${id}`);
    if (known) return;
    this.commit(`paid ${id}`);
    this.ctx.waitUntil(this.env.PROVISION.send({ id }));
  }
  credited(id: string): void {
    this.commit(id);
    for (const socket of this.ctx.getWebSockets()) socket.send("credited");
    this.ctx.waitUntil(this.env.PROJECT.send({ id }));
    this.ctx.waitUntil(this.env.NOTIFY.send({ id }));
  }
  override alarm(): void {
    // Nothing is ever due in the floor.
  }
  override fetch(): Response {
    const pair = new WebSocketPair();
    this.ctx.acceptWebSocket(pair[1]);
    return new Response(null, { status: 101, webSocket: pair[0] });
  }
}

/** In the place of a keyed object: what is counted, or numbered, is a row. */
export class Shared extends DurableObject<Env> {
  #isBlank = true;

  readCount(): number {
    return this.#isBlank ? 0 : 1;
  }
  take(id: string): void {
    const { storage } = this.ctx;
    storage.transactionSync(() => {
      if (this.#isBlank) {
        storage.sql.exec("CREATE TABLE IF NOT EXISTS entry (id TEXT PRIMARY KEY, at INTEGER)");
      }
      this.#isBlank = false;
      storage.sql.exec("INSERT OR REPLACE INTO entry VALUES (?, ?)", id, Date.now());
      void storage.setAlarm(Date.now() + 60_000_000);
    });
  }
  giveBack(id: string): void {
    const { storage } = this.ctx;
    storage.transactionSync(() => storage.sql.exec("DELETE FROM entry WHERE id = ?", id));
  }
  override alarm(): void {
    // Nothing is ever due in the floor.
  }
}
