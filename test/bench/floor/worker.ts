/**
 * The composite floor: only what no top-up can do without. It has the same requests, commits of an
 * object, hops through queues and round trips to D1 and to external systems as the product, one
 * after the other where the product must wait, without decisions, checks and signatures.
 */
import { DurableObject } from "cloudflare:workers";

interface Message {
  readonly id: string;
}
interface Env {
  readonly DB: D1Database;
  readonly FLOOR: DurableObjectNamespace<Floor>;
  readonly PROVISION: Queue<Message>;
  readonly PROJECT: Queue<Message>;
  readonly NOTIFY: Queue<Message>;
  readonly EXTERNAL_URL: string;
}

/** Statements of a projection batch: as many as the product sends for one credited top-up. */
const STATEMENTS = 11;

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
  /** Like a commit of the product: an event, the state, the alarm. */
  commit(id: string): void {
    const { storage } = this.ctx;
    storage.transactionSync(() => {
      this.#seq += 1;
      const body = JSON.stringify({ id, text: "x".repeat(500) });
      storage.sql.exec("INSERT INTO event VALUES (?, ?)", this.#seq, body);
      storage.sql.exec("INSERT OR REPLACE INTO state VALUES (?, ?)", id, body);
      void storage.setAlarm(Date.now() + 60_000);
    });
  }
  paid(id: string): void {
    this.commit(id);
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

const objectOf = (env: Env, id: string) => env.FLOOR.get(env.FLOOR.idFromName(id));
const callExternal = async (env: Env) => {
  await (await fetch(env.EXTERNAL_URL, { method: "POST", body: "{}" })).text();
};
const read = (env: Env) => env.DB.prepare("SELECT * FROM thing WHERE id = ?").bind("1").first();
const write = (env: Env) =>
  env.DB.prepare("INSERT INTO thing (id, body) VALUES (?, '')").bind(crypto.randomUUID());

type Route = (env: Env, id: string) => Promise<unknown>;
const ROUTES: Readonly<Record<string, Route>> = {
  "/service": async (env, id) => {
    await read(env);
    const object = objectOf(env, id);
    await Promise.all([callExternal(env), object.readSeq(), object.readSeq(), read(env)]);
  },
  "/quote": async (env, id) => {
    await read(env);
    await read(env);
    await objectOf(env, id).readSeq();
  },
  "/buy": async (env, id) => {
    const object = objectOf(env, id);
    await object.readSeq();
    await read(env);
    await read(env);
    await object.readSeq();
    await callExternal(env);
    await object.commit(id);
    await callExternal(env);
    await object.commit(id);
  },
  "/paid": async (env, id) => {
    await callExternal(env);
    await objectOf(env, id).paid(id);
    await write(env).run();
  },
};

async function provision(env: Env, id: string): Promise<void> {
  const object = objectOf(env, id);
  await object.commit(id);
  await callExternal(env);
  await object.commit(id);
  await callExternal(env);
  await callExternal(env);
  await object.credited(id);
}

async function projectServices(env: Env, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => objectOf(env, id).readSeq()));
  await env.DB.batch(Array.from({ length: STATEMENTS }, () => write(env)));
  await Promise.all(ids.map((id) => objectOf(env, id).commit(id)));
}

async function sendNotices(env: Env, id: string): Promise<void> {
  await objectOf(env, id).readSeq();
  await callExternal(env);
  await objectOf(env, id).commit(id);
}

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const id = searchParams.get("id") ?? "";
    if (pathname === "/socket") return objectOf(env, id).fetch(request);
    await ROUTES[pathname]?.(env, id);
    return Response.json({ id });
  },
  async queue(batch, env) {
    const ids = batch.messages.map(({ body }) => body.id);
    if (batch.queue === "floor-project") await projectServices(env, ids);
    else {
      const work = batch.queue === "floor-provision" ? provision : sendNotices;
      await Promise.all(ids.map((id) => work(env, id)));
    }
  },
} satisfies ExportedHandler<Env, Message>;
