import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { buildBundle } from "../dev/bundle.ts";
import { startMiniflareWorld } from "../dev/miniflare-world.ts";
import { STATE } from "../dev/paths.ts";
import { Socket, type Target } from "./target.ts";

const CONFIG = fileURLToPath(new URL("floor/wrangler.toml", import.meta.url));

/** Starts the floor in the same runtime, with an external system that answers at once. */
export async function startFloor(): Promise<Target> {
  const persistTo = `${STATE}floor`;
  rmSync(persistTo, { recursive: true, force: true });
  mkdirSync(persistTo, { recursive: true });
  const bundle = await buildBundle(`${STATE}floor-bundle`, CONFIG);
  const external = await startExternal();
  const vars = { EXTERNAL_URL: external.url };
  const world = await startMiniflareWorld({ bundle, persistTo, vars, config: CONFIG });
  const db = await world.db();
  await db.prepare("CREATE TABLE thing (id TEXT PRIMARY KEY, body TEXT)").run();
  const post = async (path: string, slot: number) => {
    const response = await fetch(`${world.url}${path}?id=${slot}`, { method: "POST" });
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
    await response.arrayBuffer();
  };
  return {
    name: "floor",
    async customer(slot) {
      await post("/service", slot);
      await post("/quote", slot);
      await post("/buy", slot);
      const socket = await Socket.open(`${world.url}/socket?id=${slot}`);
      const paidAt = performance.now();
      const webhook = post("/paid", slot);
      const creditedAt = await socket.until((text) => text === "credited");
      socket.close();
      await webhook;
      return creditedAt - paidAt;
    },
    stop: async () => {
      await world.stop();
      await external.close();
    },
  };
}

async function startExternal(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
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
