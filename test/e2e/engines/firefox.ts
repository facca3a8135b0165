#!/usr/bin/env node
/**
 * Firefox as Playwright can drive it: the executable that the project `firefox` names. It starts
 * the Firefox of the system and stands between it and Playwright's WebDriver BiDi. Playwright sends
 * `emulation.setMediaFeaturesOverride` to every new context (playwright#38038), and Debian's
 * extended support release does not know it, so this program answers that one command itself.
 * Everything else passes unchanged.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import WebSocketClient, { type RawData, type WebSocket, WebSocketServer } from "ws";
import { firefoxPath } from "../../runner/firefox.ts";

const FIREFOX = firefoxPath();
const LISTENS = /^(WebDriver BiDi listening on )(ws:\/\/\S+)$/;
const NOT_KNOWN = "emulation.setMediaFeaturesOverride";

const firefox = spawn(FIREFOX, process.argv.slice(2), { stdio: ["inherit", "inherit", "pipe"] });
firefox.once("error", (fault) => {
  process.stderr.write(`${FIREFOX}: ${fault.message}\n`);
  process.exit(127);
});
firefox.once("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => firefox.kill(signal));
}

createInterface({ input: firefox.stderr }).on("line", (line) => {
  const [, words, url] = LISTENS.exec(line) ?? [];
  if (words === undefined || url === undefined) process.stderr.write(`${line}\n`);
  else listen(words, url);
});

/** Tells Playwright the address of this program in place of Firefox's. */
function listen(words: string, firefoxUrl: string): void {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  server.on("connection", (playwright, { url = "/" }) => connect(playwright, firefoxUrl, url));
  server.once("listening", () => {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("a server without a port");
    process.stderr.write(`${words}ws://127.0.0.1:${address.port}\n`);
  });
}

function connect(playwright: WebSocket, firefoxUrl: string, path: string): void {
  const upstream = new WebSocketClient(`${firefoxUrl}${path === "/" ? "/session" : path}`, {
    perMessageDeflate: false,
    maxPayload: 0,
  });
  const early: string[] = [];
  upstream.once("open", () => {
    for (const message of early.splice(0)) upstream.send(message);
  });
  playwright.on("message", (data: RawData) => {
    const message = data.toString();
    const { id, method } = JSON.parse(message) as { id: number; method: string };
    if (method === NOT_KNOWN) {
      playwright.send(JSON.stringify({ type: "success", id, result: {} }));
    } else if (upstream.readyState === WebSocketClient.OPEN) upstream.send(message);
    else early.push(message);
  });
  upstream.on("message", (data: RawData) => playwright.send(data.toString()));
  playwright.once("close", () => upstream.close());
  upstream.once("close", () => playwright.close());
  upstream.once("error", () => playwright.close());
}
