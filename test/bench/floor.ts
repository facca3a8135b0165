import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { buildBundle } from "../dev/bundle.ts";
import { startMiniflareWorld } from "../dev/miniflare-world.ts";
import { STATE } from "../dev/paths.ts";
import { type Course, Socket } from "./course.ts";

const CONFIG = fileURLToPath(new URL("floor/wrangler.toml", import.meta.url));

/** The floor in the same runtime, with a neighbour that answers at once and thinks nothing. */
export async function startFloor(): Promise<Course> {
  const persistTo = `${STATE}floor`;
  rmSync(persistTo, { recursive: true, force: true });
  mkdirSync(persistTo, { recursive: true });
  const bundle = await buildBundle(`${STATE}floor-bundle`, CONFIG);
  const neighbour = await startNeighbour();
  const vars = { NEIGHBOUR: neighbour.url };
  const world = await startMiniflareWorld({ bundle, persistTo, vars, config: CONFIG });
  const db = await world.db();
  await db.prepare("CREATE TABLE thing (id TEXT PRIMARY KEY, body TEXT)").run();
  const knock = async (path: string, lane: number) => {
    const response = await fetch(`${world.url}${path}?id=${lane}`, { method: "POST" });
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
    await response.arrayBuffer();
  };
  return {
    name: "floor",
    async customer(lane) {
      await knock("/look", lane);
      await knock("/quote", lane);
      await knock("/buy", lane);
      const socket = await Socket.open(`${world.url}/socket?id=${lane}`);
      const paidAt = performance.now();
      const told = knock("/paid", lane);
      const creditedAt = await socket.until((text) => text === "credited");
      socket.close();
      await told;
      return creditedAt - paidAt;
    },
    stop: async () => {
      await world.stop();
      await neighbour.close();
    },
  };
}

async function startNeighbour(): Promise<{ readonly url: string; close(): Promise<void> }> {
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
