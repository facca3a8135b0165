/** Decodes `params[0]` like Go's encoding/json: typed, lenient, names in any case. */
import { RpcError } from "./rpc-error.ts";

export type FieldType =
  | "string"
  | "float64"
  | "int"
  | "bool"
  | "map"
  | "strings"
  | "maps"
  | "flags";
export interface ArgSpec {
  /** Go's name with its package, for error texts: `utils.AttrSetBalance`. */
  readonly type: string;
  readonly fields: Readonly<Record<string, FieldType>>;
}
export type Args = Readonly<Record<string, unknown>>;

const GO_TYPE: Readonly<Record<FieldType, string>> = {
  string: "string",
  float64: "float64",
  int: "int",
  bool: "bool",
  map: "map[string]interface {}",
  strings: "[]string",
  maps: "[]map[string]interface {}",
  flags: "map[string]bool",
};

/** Throws `RpcError` if the engine could not decode it; then nothing has been executed. */
export function decodeArgs(params: unknown, spec: ArgSpec): Args {
  if (params === undefined || params === null) {
    throw new RpcError("jsonrpc: request body missing params");
  }
  if (!Array.isArray(params)) throw unmarshal(params, "value of type [1]interface {}");
  const first: unknown = params[0] ?? {};
  if (!isObject(first)) throw unmarshal(first, `value of type ${spec.type}`);
  return decodeFields(first, spec);
}

/** The fields that are empty strings or lists; the number 0 is not missing. */
export function missingFields(args: Args, names: readonly string[]): string[] {
  return names.filter((name) => {
    const value = args[name];
    return value === "" || (Array.isArray(value) && value.length === 0);
  });
}

export function text(args: Args, name: string): string {
  const value = args[name];
  return typeof value === "string" ? value : "";
}
export function number(args: Args, name: string): number {
  const value = args[name];
  return typeof value === "number" ? value : 0;
}
export function flag(args: Args, name: string): boolean {
  return args[name] === true;
}
export function object(args: Args, name: string): Readonly<Record<string, unknown>> {
  const value = args[name];
  return isObject(value) ? value : {};
}
export function list(args: Args, name: string): readonly unknown[] {
  const value = args[name];
  return Array.isArray(value) ? value : [];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function decodeFields(raw: Readonly<Record<string, unknown>>, spec: ArgSpec): Args {
  const args: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(spec.fields)) args[name] = zero(type);
  for (const [key, value] of Object.entries(raw)) {
    const name = Object.keys(spec.fields).find((n) => n.toLowerCase() === key.toLowerCase());
    const type = name === undefined ? undefined : spec.fields[name];
    if (name === undefined || type === undefined || value === null) continue;
    if (!fits(value, type)) {
      const struct = spec.type.slice(spec.type.indexOf(".") + 1);
      throw unmarshal(value, `struct field ${struct}.${name} of type ${GO_TYPE[type]}`);
    }
    args[name] = value;
  }
  return args;
}

function zero(type: FieldType): unknown {
  if (type === "string") return "";
  if (type === "bool") return false;
  if (type === "strings" || type === "maps") return [];
  return type === "map" || type === "flags" ? null : 0;
}

function fits(value: unknown, type: FieldType): boolean {
  if (type === "string") return typeof value === "string";
  if (type === "bool") return typeof value === "boolean";
  if (type === "float64") return typeof value === "number";
  if (type === "int") return Number.isInteger(value);
  if (type === "strings") return Array.isArray(value) && value.every((v) => typeof v === "string");
  if (type === "maps") return Array.isArray(value) && value.every(isObject);
  if (type === "map") return isObject(value);
  return isObject(value) && Object.values(value).every((v) => typeof v === "boolean");
}

function unmarshal(value: unknown, into: string): RpcError {
  return new RpcError(`json: cannot unmarshal ${jsonKind(value)} into Go ${into}`);
}

function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return "array";
  if (typeof value === "boolean") return "bool";
  return typeof value === "object" ? "object" : typeof value;
}
