import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { buildBundle } from "../dev/bundle.ts";
import { type MiniflareOptions, startMiniflareWorld } from "../dev/miniflare-world.ts";
import { STATE } from "../dev/paths.ts";
import { processOf, Socket, type Target } from "./target.ts";

export const FLOOR_CONFIG = fileURLToPath(new URL("floor/wrangler.toml", import.meta.url));

/** Starts the floor in the same runtime, with an external system that answers at once. */
export async function startFloor(wish: Pick<MiniflareOptions, "around"> = {}): Promise<Target> {
  const persistTo = `${STATE}floor`;
  rmSync(persistTo, { recursive: true, force: true });
  mkdirSync(persistTo, { recursive: true });
  const bundle = await buildBundle(`${STATE}floor-bundle`, { config: FLOOR_CONFIG });
  const external = await startExternal((path) => post(`/webhook${path}`));
  const vars = { EXTERNAL_URL: external.url };
  const config = FLOOR_CONFIG;
  const world = await startMiniflareWorld({ bundle, persistTo, vars, config, ...wish });
  const db = await world.db();
  await db.prepare("CREATE TABLE thing (id TEXT PRIMARY KEY, body TEXT)").run();
  const post = async (path: string) => {
    const response = await fetch(`${world.url}${path}`, { method: "POST" });
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
    await response.arrayBuffer();
  };
  return {
    name: "floor",
    url: world.url,
    ...processOf(world.pid),
    async customer(slot) {
      const query = `?id=${slot}&key=${randomUUID()}`;
      await post(`/service${query}`);
      await post(`/quote${query}`);
      await post(`/buy${query}`);
      const socket = await Socket.open(`${world.url}/socket${query}`);
      const paidAt = performance.now();
      const credited = socket.until((text) => text === "credited");
      const confirm = async () => {
        await (await fetch(external.url, { method: "POST" })).arrayBuffer();
        await post(`/confirm${query}`);
      };
      const [creditedAt] = await Promise.all([credited, confirm()]);
      socket.close();
      return creditedAt - paidAt;
    },
    stop: async () => {
      await world.stop();
      await external.close();
    },
  };
}

/**
 * In the place of Stripe, the charging system and the sender of email. A confirmation is followed
 * by its webhook, like at Stripe.
 */
async function startExternal(
  webhook: (query: string) => Promise<void>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      const { pathname, search } = urlOf(request);
      if (pathname === "/confirm") void webhook(search);
      response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const urlOf = ({ url = "/" }: IncomingMessage): URL => new URL(url, "http://external");
