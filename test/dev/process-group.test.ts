import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { ROOT } from "./paths.ts";
import { startGroup } from "./process-group.ts";
import { processTable } from "./process-table.ts";

/** A program that starts a child; both report their pid to `url`, and the child ignores SIGTERM. */
const family = (url: string) => `
  const report = (who) => fetch("${url}/" + who + "/" + process.pid);
  if (process.argv[1] === "child") {
    process.on("SIGTERM", () => {});
    await report("child");
    setInterval(() => {}, 1000);
  } else {
    const { spawn } = await import("node:child_process");
    spawn(process.execPath, ["--input-type=module", "-e", process.env.SELF, "child"],
      { stdio: "inherit", env: process.env });
    await report("parent");
  }`;

const alive = (pid: number) => processTable().some((row) => row.pid === pid);

describe("a process group", () => {
  test("given a program with a stubborn child, when it is stopped, then both are gone", async () => {
    const reported = Promise.withResolvers<Record<string, number>>();
    const pids: Record<string, number> = {};
    const server = createServer((request, response) => {
      const [, who = "", pid] = (request.url ?? "").split("/");
      pids[who] = Number(pid);
      response.end();
      if (Object.keys(pids).length === 2) reported.resolve(pids);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const self = family(`http://127.0.0.1:${port}`);
    const group = startGroup(process.execPath, ["--input-type=module", "-e", self, "parent"], {
      cwd: ROOT,
      env: { ...process.env, SELF: self },
      output: "inherit",
    });
    const { parent = 0, child = 0 } = await reported.promise;
    expect(alive(child)).toBe(true);
    await group.stop(300);
    expect([alive(parent), alive(child)]).toEqual([false, false]);
    server.closeAllConnections();
    server.close();
  });
});
