/** Turns one JSON-RPC call into its answer. */
import { decodeArgs, isObject } from "./args.ts";
import type { Engine } from "./engine.ts";
import { METHODS, type Method, SERVICES } from "./methods.ts";
import { RpcError } from "./rpc-error.ts";

export interface Call {
  readonly id: unknown;
  readonly method: string;
  readonly params: unknown;
  /** The bytes as received. */
  readonly body: string;
}
export interface Reply {
  readonly id: unknown;
  readonly result: unknown;
  readonly error: string | null;
}

/** Executes one call; throws only because of a mistake in the simulator itself. */
export function execute(engine: Engine, call: Call): Reply {
  try {
    const method = find(engine, call.method);
    return {
      id: call.id,
      result: method.run(engine, decodeArgs(call.params, method.args)),
      error: null,
    };
  } catch (fault) {
    if (!(fault instanceof RpcError)) throw fault;
    return { id: call.id, result: null, error: fault.message };
  }
}

/** Whether the call would change an account. */
export function isWrite(call: Call): boolean {
  const [service, name] = split(call.method);
  return lookUp(service, name)?.writes === true;
}

/** The account and bucket of a call, for faults and for the log of writes. */
export function subject(call: Call): { account: string; bucketId: string; bucketUuid: string } {
  const params: readonly unknown[] = Array.isArray(call.params) ? call.params : [];
  const first = isObject(params[0]) ? params[0] : {};
  const balance = isObject(first.Balance) ? first.Balance : {};
  const word = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    account: word(first.Account),
    bucketId: word(balance.ID),
    bucketUuid: word(balance.UUID),
  };
}

function find(engine: Engine, full: string): Method {
  if (!full.includes(".")) throw new RpcError(`rpc: service/method request ill-formed: ${full}`);
  const [service, name] = split(full);
  const off = service === "SessionSv1" && !engine.sessionsOn;
  if (off || !SERVICES.has(service)) throw new RpcError(`rpc: can't find service ${full}`);
  const method = lookUp(service, name);
  if (method === undefined || (method.masterOnly === true && engine.version !== "master")) {
    throw new RpcError(`rpc: can't find method ${full}`);
  }
  return method;
}

/** `APIerSv2` includes the methods of v1; every service has a Ping. */
function lookUp(service: string, name: string): Method | undefined {
  const known = SERVICES.get(service);
  if (known === undefined) return undefined;
  if (name === "Ping") return METHODS.get("CoreSv1.Ping");
  const older = known === "APIerSv2" ? METHODS.get(`APIerSv1.${name}`) : undefined;
  return METHODS.get(`${known}.${name}`) ?? older;
}

function split(full: string): [string, string] {
  const dot = full.lastIndexOf(".");
  return [full.slice(0, Math.max(0, dot)), full.slice(dot + 1)];
}
