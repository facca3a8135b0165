/** The endpoints below `/_admin/`: POST with a JSON object; GET `/_admin/state`. JSON answers. */
import type { AccountKey, CgratesAdmin, SeedAccount, SeedBucket } from "./admin.ts";
import { isObject } from "./args.ts";
import type { Session } from "./engine.ts";
import { FAULT_KINDS, type FaultRule } from "./faults.ts";

type Body = Readonly<Record<string, unknown>>;
type Operation = (admin: CgratesAdmin, body: Body) => unknown;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  state: (admin) => admin.state(),
  reset: (admin) => admin.reset(),
  faults: (admin, body) => admin.addFault(readFault(body)),
  "clear-faults": (admin, body) =>
    admin.clearFaults(body.id === undefined ? undefined : word(body, "id")),
  release: (admin) => admin.release(),
  silent: (admin, body) => admin.setSilent(body.on === true),
  "lose-bucket": (admin, body) =>
    admin.loseBucket({ ...readKey(body), bucketId: word(body, "bucketId") }),
  "disable-account": (admin, body) => admin.disableAccount(readKey(body), body.disabled !== false),
  "remove-account": (admin, body) => admin.removeAccount(readKey(body)),
  "seed-account": (admin, body) => admin.seedAccount(readSeed(body)),
  sessions: (admin, body) => admin.setSessions(objects(body.sessions).map(readSession)),
  clock: (admin, body) => admin.setClockOffset(amount(body, "offsetMs")),
};

export interface AdminAnswer {
  readonly status: number;
  readonly json: string;
}

/** Never throws: 404 for an unknown operation, 400 with the reason for a body that does not fit. */
export function adminAnswer(admin: CgratesAdmin, operation: string, body: string): AdminAnswer {
  const run = OPERATIONS[operation];
  if (run === undefined)
    return { status: 404, json: JSON.stringify({ error: "unknown operation" }) };
  try {
    const parsed: unknown = body === "" ? {} : JSON.parse(body);
    if (!isObject(parsed)) throw new Error("a JSON object is wanted");
    const result = run(admin, parsed) ?? null;
    return { status: 200, json: JSON.stringify(operation === "state" ? result : { result }) };
  } catch (fault) {
    return { status: 400, json: JSON.stringify({ error: String(fault) }) };
  }
}

function readFault(body: Body): FaultRule {
  const kind = FAULT_KINDS.find((known) => known === body.kind);
  if (kind === undefined) throw new Error(`kind must be one of ${FAULT_KINDS.join(", ")}`);
  return {
    kind,
    ...(body.times === undefined ? {} : { times: amount(body, "times") }),
    ...(body.method === undefined ? {} : { method: word(body, "method") }),
    ...(body.account === undefined ? {} : { account: word(body, "account") }),
    ...(body.chance === undefined ? {} : { chance: amount(body, "chance") }),
    ...(body.text === undefined ? {} : { text: word(body, "text") }),
    ...(body.ms === undefined ? {} : { ms: amount(body, "ms") }),
    ...(body.answer === "ok" ? { answer: "ok" } : {}),
  };
}

function readKey(body: Body): AccountKey {
  const account = word(body, "account");
  return body.tenant === undefined ? { account } : { account, tenant: word(body, "tenant") };
}

function readSeed(body: Body): SeedAccount {
  const buckets = objects(body.buckets ?? []).map(readBucket);
  return { ...readKey(body), disabled: body.disabled === true, buckets };
}

function readBucket(body: Body): SeedBucket {
  return {
    id: word(body, "id"),
    endAt: body.endAt === null ? null : amount(body, "endAt"),
    disabled: body.disabled === true,
    ...(body.balanceType === undefined ? {} : { balanceType: word(body, "balanceType") }),
    ...(body.value === undefined ? {} : { value: amount(body, "value") }),
  };
}

function readSession(body: Body): Session {
  const fields = isObject(body.ExtraFields) ? Object.entries(body.ExtraFields) : [];
  const ExtraFields = Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
  return { Tenant: "cgrates.org", ...body, Account: word(body, "Account"), ExtraFields };
}

function objects(value: unknown): Body[] {
  if (!Array.isArray(value)) throw new Error("a list is wanted");
  return value.filter(isObject);
}

function word(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== "string") throw new Error(`${name} must be a string`);
  return value;
}

function amount(body: Body, name: string): number {
  const value = body[name];
  if (typeof value !== "number") throw new Error(`${name} must be a number`);
  return value;
}
