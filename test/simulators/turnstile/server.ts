/** A stand-in of challenges.cloudflare.com: the widget's script and frame, and `siteverify`. */
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Tokens, TURNSTILE_KEYS } from "./tokens.ts";

/** What the widget does: passes by itself, waits for a press, or finds that it is a machine. */
export type WidgetMode = "passes" | "asks" | "blocks";
/** `silent`: never answers. */
export type TurnstileFault = "silent" | "failing" | "garbage" | "internal";

export interface TurnstileAdmin {
  widget(mode: WidgetMode): void;
  /** The widget's script is not there. */
  unreachable(is: boolean): void;
  /** Of `siteverify`; null ends it. */
  fault(kind: TurnstileFault | null): void;
  /** As a page of this host would get one. */
  token(of: { readonly hostname: string; readonly action: string }): string;
  /** What `siteverify` was asked, in order. */
  readonly asked: readonly Readonly<Record<string, string>>[];
  reset(): void;
}
export interface TurnstileSimulator {
  readonly url: string;
  readonly admin: TurnstileAdmin;
  close(): Promise<void>;
}

const folder = new URL("./browser/", import.meta.url);
const FILES: Readonly<Record<string, readonly [file: string, type: string]>> = {
  "/turnstile/v0/api.js": ["api.js", "text/javascript; charset=utf-8"],
  "/frame": ["frame.html", "text/html; charset=utf-8"],
  "/frame.js": ["frame.js", "text/javascript; charset=utf-8"],
};

export async function startTurnstile(
  options: { readonly port?: number; readonly clock?: () => number } = {},
): Promise<TurnstileSimulator> {
  const cloudflare = new Cloudflare(options.clock ?? Date.now);
  const server = createServer((request, response) => {
    cloudflare.answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    admin: cloudflare,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class Cloudflare implements TurnstileAdmin {
  readonly asked: Readonly<Record<string, string>>[] = [];
  readonly #tokens: Tokens;
  #mode: WidgetMode = "asks";
  #isUnreachable = false;
  #fault: TurnstileFault | null = null;

  constructor(clock: () => number) {
    this.#tokens = new Tokens(clock);
  }
  widget(mode: WidgetMode): void {
    this.#mode = mode;
  }
  unreachable(is: boolean): void {
    this.#isUnreachable = is;
  }
  fault(kind: TurnstileFault | null): void {
    this.#fault = kind;
  }
  token(of: { readonly hostname: string; readonly action: string }): string {
    return this.#tokens.make(of);
  }
  reset(): void {
    this.#mode = "asks";
    this.#isUnreachable = false;
    this.#fault = null;
    this.asked.length = 0;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://stand-in");
    const file = FILES[pathname];
    if (file !== undefined && !this.#isUnreachable) sendFile(file, response);
    else if (request.method !== "POST") response.writeHead(404).end();
    else {
      const body = await bodyOf(request);
      if (pathname === "/turnstile/v0/siteverify") this.#siteverify(body, response);
      else if (pathname === "/challenge") this.#challenge(body, response);
      else if (pathname === "/_admin") this.#told(body, response);
      else response.writeHead(404).end();
    }
  }

  #siteverify(body: string, response: ServerResponse): void {
    const asked = new URLSearchParams(body);
    this.asked.push(Object.fromEntries(asked));
    if (this.#fault === "silent") return;
    if (this.#fault === "garbage") {
      response.writeHead(200, { "content-type": "text/html" }).end("<html>");
    } else if (this.#fault === "failing") send(response, 500, { error: "down" });
    else if (this.#fault === "internal") {
      send(response, 200, { success: false, "error-codes": ["internal-error"] });
    } else send(response, 200, this.#tokens.check(asked));
  }

  /** The frame asks what to do, then says that the person has pressed. */
  #challenge(body: string, response: ServerResponse): void {
    const said = JSON.parse(body) as Readonly<Record<string, string>>;
    if (said.sitekey !== TURNSTILE_KEYS.siteKey || this.#mode === "blocks") {
      send(response, 200, { error: "600010" });
      return;
    }
    if (this.#mode === "asks" && said.pressed !== "yes") {
      send(response, 200, { press: true });
      return;
    }
    const token = this.token({ hostname: said.hostname ?? "", action: said.action ?? "" });
    send(response, 200, { token });
  }

  /** The switches, for tests in another process. */
  #told(body: string, response: ServerResponse): void {
    const { mode, unreachable, fault } = JSON.parse(body) as {
      mode?: WidgetMode;
      unreachable?: boolean;
      fault?: TurnstileFault | null;
    };
    if (mode !== undefined) this.widget(mode);
    if (unreachable !== undefined) this.unreachable(unreachable);
    if (fault !== undefined) this.fault(fault);
    send(response, 200, { asked: this.asked.length });
  }
}

function sendFile([file, type]: readonly [string, string], response: ServerResponse): void {
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
  response.end(readFileSync(new URL(file, folder)));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
