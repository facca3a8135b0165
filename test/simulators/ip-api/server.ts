/** An operator's API from IP addresses to services; described in src/adapters/ip-api/ip-api.ts. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** `silent`: never answers. `redirect`: redirects the caller, with its token, to another host. */
export type IpApiFault = "silent" | "garbage" | "failing" | "redirect" | "cut";
export type NamedService = { readonly service_uuid: string } | { readonly imsi: string };

export interface IpApiAdmin {
  /** Sets the services at an address; without any the answer is 404. */
  put(ip: string, ...services: readonly NamedService[]): void;
  /** Answers 200 with this body for an address. */
  putRaw(ip: string, body: unknown): void;
  /** Sets a fault for all requests; null ends it. */
  fault(kind: IpApiFault | null): void;
  /** The requested addresses, in order. */
  readonly asked: readonly string[];
}
export interface IpApiSimulator {
  readonly url: string;
  readonly admin: IpApiAdmin;
  close(): Promise<void>;
}

export async function startIpApi(options: { port?: number; token?: string } = {}) {
  const addresses = new AddressBook(options.token);
  const server = createServer((request, response) => addresses.answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const simulator: IpApiSimulator = {
    url: `http://127.0.0.1:${port}/whose?site=1`,
    admin: addresses,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return simulator;
}

class AddressBook implements IpApiAdmin {
  readonly asked: string[] = [];
  readonly #bodies = new Map<string, unknown>();
  readonly #token: string | undefined;
  #fault: IpApiFault | null = null;

  constructor(token: string | undefined) {
    this.#token = token;
  }
  put(ip: string, ...services: readonly NamedService[]): void {
    const [one] = services;
    this.#bodies.set(ip, services.length === 1 ? one : { services });
  }
  putRaw(ip: string, body: unknown): void {
    this.#bodies.set(ip, body);
  }
  fault(kind: IpApiFault | null): void {
    this.#fault = kind;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://ip-api");
    const ip = searchParams.get("ip") ?? "";
    this.asked.push(ip);
    const { authorization } = request.headers;
    const known = pathname === "/whose" && searchParams.get("site") === "1";
    const body = known ? this.#bodies.get(ip) : undefined;
    if (this.#fault !== null) suffer(this.#fault, response);
    else if (this.#token !== undefined && authorization !== `Bearer ${this.#token}`) {
      send(response, 401, {});
    } else if (body === undefined) send(response, 404, { error: "not_found" });
    else send(response, 200, body);
  }
}

function suffer(fault: IpApiFault, response: ServerResponse): void {
  if (fault === "garbage") {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>Sign in</html>");
  } else if (fault === "failing") send(response, 500, { error: "down" });
  else if (fault === "redirect") response.writeHead(302, { location: "/elsewhere" }).end();
  else if (fault === "cut") {
    response.writeHead(200, { "content-length": "100" }).write('{"service_uuid":"');
    response.destroy();
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
