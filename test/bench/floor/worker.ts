/**
 * The composite floor: only what no top-up can do without. It has the same requests, calls and
 * commits of objects, hops through queues and round trips to D1 and to external systems as the
 * product, one after the other where the product must wait, and without decisions, checks and
 * signatures. `npm run bench -- --counts` compares what both ask of the platform.
 */
import type { Env, Message } from "./objects.ts";
import { plainPage } from "./page.ts";

export { Floor, Shared } from "./objects.ts";

/** Statements of the product's projection batch for one credited top-up, a reading at its end. */
const STATEMENTS = 12;

const objectOf = (env: Env, id: string) => env.FLOOR.get(env.FLOOR.idFromName(id));
const shared = (env: Env, name: string) => env.SHARED.get(env.SHARED.idFromName(name));
const callExternal = async (env: Env, path = "") => {
  await (await fetch(`${env.EXTERNAL_URL}${path}`, { method: "POST", body: "{}" })).text();
};
const read = (env: Env) => env.DB.prepare("SELECT * FROM thing WHERE id = ?").bind("1").first();
const write = (env: Env) =>
  env.DB.prepare("INSERT INTO thing (id, body) VALUES (?, '')").bind(crypto.randomUUID());

/** `id`: of the service; `key`: of the customer's session and this top-up. */
type Route = (env: Env, id: string, key: string) => Promise<unknown>;
const ROUTES: Readonly<Record<string, Route>> = {
  "/service": async (env, id) => {
    await read(env);
    await Promise.all([callExternal(env), objectOf(env, id).readSeq()]);
  },
  "/quote": (env, id) => objectOf(env, id).readSeq(),
  "/buy": async (env, id, key) => {
    const object = objectOf(env, id);
    await object.readSeq();
    await Promise.all([read(env), object.readSeq()]);
    await Promise.all([shared(env, `tries ${key}`).readCount(), read(env)]);
    const unpaid = [`session ${key}`, `prefix ${id}`, `prefix-service ${id}`, `service ${id}`];
    await Promise.all(unpaid.map((name) => shared(env, name).take(key)));
    await object.commit(key);
    await callExternal(env);
    await object.commit(key);
  },
  "/confirm": async (env, id, key) => {
    const object = objectOf(env, id);
    await Promise.all([object.readSeq(), object.readSeq()]);
    const tries = [shared(env, `top-up ${key}`), shared(env, `tries ${key}`)];
    const card = callExternal(env).then(() => read(env));
    await Promise.all([card, ...tries.map((one) => one.take(key))]);
    await callExternal(env, `/confirm?id=${id}&key=${key}`);
    await Promise.all([...tries.map((one) => one.giveBack(key)), paid(env, id, key)]);
    await object.readSeq();
  },
  "/webhook": async (env, id, key) => {
    await paid(env, id, key);
    await write(env).run();
  },
};

async function paid(env: Env, id: string, key: string): Promise<void> {
  await callExternal(env);
  await objectOf(env, id).paid(`${id} ${key}`);
}

async function provision(env: Env, id: string): Promise<void> {
  const object = objectOf(env, serviceOf(id));
  await object.commit(id);
  await callExternal(env);
  await object.commit(id);
  await callExternal(env);
  await callExternal(env);
  await object.credited(id);
}

async function projectServices(env: Env, ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => objectOf(env, serviceOf(id)).readSeq()));
  await read(env);
  await shared(env, "sequence").take(ids.join());
  await env.DB.batch([...Array.from({ length: STATEMENTS - 1 }, () => write(env)), readAll(env)]);
  await Promise.all(ids.map((id) => objectOf(env, serviceOf(id)).commit(id)));
}
const readAll = (env: Env) => env.DB.prepare("SELECT * FROM thing WHERE id = ?").bind("1");

async function sendNotices(env: Env, id: string): Promise<void> {
  const object = objectOf(env, serviceOf(id));
  await object.readSeq();
  await callExternal(env);
  await write(env).run();
  await object.commit(id);
}

const serviceOf = (id: string): string => id.split(" ")[0] ?? "";

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const id = searchParams.get("id") ?? "";
    if (pathname === "/page") return plainPage.fetch(request, env);
    if (pathname === "/socket") return objectOf(env, id).fetch(request);
    await ROUTES[pathname]?.(env, id, searchParams.get("key") ?? "");
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
