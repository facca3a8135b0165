/**
 * A small charging system of another vendor: REST, parcels instead of buckets, ends in seconds, a
 * freeze instead of a flag. It exists to show that no decision knows CGRateS; it keeps its state in
 * this process and speaks HTTP like the others.
 */
import { createServer, type IncomingMessage } from "node:http";
import * as z from "zod";

export interface Parcel {
  readonly holds: string;
  readonly amount: number;
  /** Unix seconds. */
  readonly until: number;
  readonly frozen: boolean;
}
const put = z.strictObject({ holds: z.string(), amount: z.number().positive(), until: z.int() });
const freeze = z.strictObject({ holds: z.string(), until: z.int() });
const PARCEL = /^\/accounts\/([\w.-]+)\/([\w.-]+)\/parcels\/([\w.]+)(\/freeze)?$/;
const ACCOUNT = /^\/accounts\/([\w.-]+)\/([\w.-]+)$/;

export interface RestOcsSimulator {
  readonly url: string;
  /** By `tenant/account`, then by the parcel's key. */
  readonly accounts: Map<string, Map<string, Parcel>>;
  /** Method and path of each change, in the order of arrival. */
  readonly changes: string[];
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
}
const answer = (status: number, json: unknown): Answer => ({ status, json });

export async function startRestOcsSimulator(): Promise<RestOcsSimulator> {
  const accounts = new Map<string, Map<string, Parcel>>();
  const changes: string[] = [];
  const server = createServer(async (request, response) => {
    const { status, json } = serve(accounts, changes, request, await bodyOf(request));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed).listen(0, "127.0.0.1", done);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const close = () => new Promise<void>((done) => void server.close(() => done()));
  return { url: `http://127.0.0.1:${address.port}`, accounts, changes, close };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString("utf8");
  return text === "" ? undefined : JSON.parse(text);
}

function serve(
  accounts: RestOcsSimulator["accounts"],
  changes: string[],
  { method, url = "" }: IncomingMessage,
  body: unknown,
): Answer {
  const [, tenant, name, key, freezes] = PARCEL.exec(url) ?? ACCOUNT.exec(url) ?? [];
  const parcels = accounts.get(`${tenant}/${name}`);
  if (!parcels) return answer(404, { problem: "no such account" });
  if (method === "GET" && key === undefined) return answer(200, { parcels: [...parcels] });
  if (key === undefined) return answer(405, { problem: "read an account, change its parcels" });
  const before = parcels.get(key);
  if (method === "PUT" && !freezes) {
    const parsed = put.safeParse(body);
    if (!parsed.success) return answer(422, { problem: parsed.error.message });
    // What is frozen stays frozen.
    parcels.set(key, { ...parsed.data, frozen: before?.frozen ?? false });
  } else if (method === "POST" && freezes) {
    const parsed = freeze.safeParse(body);
    if (!parsed.success) return answer(422, { problem: parsed.error.message });
    parcels.set(key, { amount: 0, ...before, ...parsed.data, frozen: true });
  } else return answer(405, { problem: `${method} ${url}` });
  changes.push(`${method} ${url}`);
  return answer(200, parcels.get(key));
}
