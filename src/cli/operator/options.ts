import { parseArgs } from "node:util";
import { nearest, USAGE, UsageMistake } from "./usage.ts";

const COMMANDS = [
  "list",
  "find",
  "evidence",
  "confirm",
  "refund",
  "approve-top-up",
  "reject-top-up",
  "redrive",
  "unblock",
  "manual-refund",
  "link",
  "rotate-link",
  "revoke-link",
  "reproject",
  "approvals",
  "approve",
  "payer",
  "key",
  "brand",
  "ready",
] as const;
type Command = (typeof COMMANDS)[number];

/** Commands that need no reason: they read, or make a first link where there is none. */
const READS: ReadonlySet<Command> = new Set([
  "list",
  "find",
  "evidence",
  "link",
  "approvals",
  "ready",
  // The approver agrees to the reason that was given.
  "approve",
]);
/** Commands about everything. */
const WITHOUT_ID: ReadonlySet<Command> = new Set(["list", "approvals", "ready"]);
/** Commands of two words and an id. */
const WITH_TARGET: ReadonlySet<Command> = new Set(["key", "payer", "brand", "approvals"]);
const APPROVALS_COMMANDS: readonly string[] = ["retract", "reject"];
const BRAND_COMMANDS: readonly string[] = ["list", "show", "set"];
const KEY_COMMANDS: readonly string[] = ["list", "create", "rotate", "revoke"];
const PAYER_COMMANDS: readonly string[] = ["find", "erase", "reseal"];

/** The command line, checked. */
export interface Options {
  readonly command: Command;
  readonly id: string | null;
  /** Of `key …`, `payer …`, `brand …` and `approvals …`: which one. */
  readonly target: string | null;
  readonly url: string;
  readonly token: string;
  readonly reason: string | undefined;
  readonly reference: string | undefined;
  readonly limit: string | undefined;
  readonly after: string | undefined;
  /** For `list`. */
  readonly filters: {
    readonly today: boolean;
    readonly failed: boolean;
    readonly refunded: boolean;
    readonly declined: boolean;
    readonly since: string | undefined;
    readonly state: string | undefined;
    readonly amount: string | undefined;
    readonly brand: string | undefined;
    readonly service: string | undefined;
  };
  /** Where the operator sits; an IANA name. */
  readonly timeZone: string;
  /** For `key create`; lists are split at commas. */
  readonly key: {
    readonly kind: string | undefined;
    readonly person: string | undefined;
    readonly name: string | undefined;
    readonly role: string | undefined;
    readonly scopes: readonly string[] | undefined;
    readonly brands: readonly string[] | undefined;
    readonly expires: string | undefined;
  };
  readonly overlapHours: number | undefined;
  /** `column=value`, for `brand set`. */
  readonly set: readonly string[];
  /** For `key revoke` of the last administrator. */
  readonly yes: boolean;
  readonly json: boolean;
}

/** Whether the command line asks for the usage alone. */
export const asksForHelp = (argv: readonly string[]): boolean =>
  argv[0] === "help" || argv.includes("--help") || argv.includes("-h");

/** Reads the command line, and the token from the environment. Throws `UsageMistake`. */
export function readOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options {
  const { values, positionals } = parse(argv);
  const [word, id, ...more] = positionals;
  const command = COMMANDS.find((one) => one === word);
  if (word === undefined) throw new UsageMistake(USAGE);
  if (command === undefined) {
    const meant = nearest(word, COMMANDS);
    const hint = meant === null ? "" : `; did you mean ${meant}?`;
    throw new UsageMistake(`there is no command ${word}${hint}`, meant);
  }
  try {
    return checked(command, { id, more, values }, env);
  } catch (fault) {
    if (!(fault instanceof UsageMistake)) throw fault;
    throw new UsageMistake(fault.message, fault.command ?? command);
  }
}

interface Line {
  readonly id: string | undefined;
  readonly more: string[];
  readonly values: Values;
}

function checked(
  command: Command,
  { id, more, values }: Line,
  env: Readonly<Record<string, string | undefined>>,
): Options {
  const target = WITH_TARGET.has(command) ? more.shift() : undefined;
  if (more.length > 0) throw new UsageMistake(`one id at a time, not also ${more.join(" ")}`);
  if (!WITHOUT_ID.has(command) && id === undefined)
    throw new UsageMistake(`${command} needs an id`);
  if (command === "key") checkKeyCommand(id ?? "", target, values);
  if (command === "payer") checkPayerCommand(id ?? "", target);
  if (command === "approvals") checkApprovalsCommand(id, target);
  if (command === "brand") checkBrandCommand(id ?? "", target, values);
  if (needsReason(command, id) && !values.reason?.trim()) {
    throw new UsageMistake(`${command} needs --reason "…"`);
  }
  if (command === "manual-refund" && !values.reference?.trim()) {
    throw new UsageMistake('manual-refund needs --reference "…"');
  }
  const token = env.OPERATOR_TOKEN;
  if (!token) throw new UsageMistake("OPERATOR_TOKEN is not set");
  return {
    command,
    id: id ?? null,
    target: target ?? null,
    url: addressIn(values.url ?? env.EDGE_TOPUP_URL ?? "http://127.0.0.1:8787"),
    token,
    reason: values.reason,
    reference: values.reference,
    limit: values.limit,
    after: values.after,
    filters: {
      today: values.today ?? false,
      failed: values.failed ?? false,
      refunded: values.refunded ?? false,
      declined: values.declined ?? false,
      since: values.since,
      state: values.state,
      amount: values.amount,
      brand: values.brand,
      service: values.service,
    },
    timeZone: env.TZ || new Intl.DateTimeFormat().resolvedOptions().timeZone,
    key: {
      kind: values.kind,
      person: values.person,
      name: values.name,
      role: values.role,
      scopes: values.scopes?.split(","),
      brands: values.brands?.split(","),
      expires: values.expires,
    },
    overlapHours:
      values["overlap-hours"] === undefined ? undefined : Number(values["overlap-hours"]),
    set: values.set ?? [],
    yes: values.yes ?? false,
    json: values.json ?? false,
  };
}

function addressIn(url: string): string {
  if (/^https?:\/\/./i.test(url) && URL.canParse(url)) return url;
  throw new UsageMistake(`--url needs a whole address: http://… or https://… in front of ${url}`);
}

function needsReason(command: Command, id: string | undefined): boolean {
  if (command === "key") return id === "revoke";
  if (command === "brand") return id === "set";
  if (command === "approvals") return id !== undefined;
  return command === "payer" ? id === "erase" : !READS.has(command);
}

function checkBrandCommand(id: string, target: string | undefined, values: Values): void {
  if (!BRAND_COMMANDS.includes(id))
    throw new UsageMistake(`brand ${BRAND_COMMANDS.join(", brand ")}; not brand ${id}`);
  if (id === "list" && target !== undefined) throw new UsageMistake("brand list takes no id");
  if (id !== "list" && target === undefined)
    throw new UsageMistake(`brand ${id} needs the id of a brand`);
  if (id === "set" && (values.set ?? []).length === 0) {
    throw new UsageMistake("brand set needs --set column=value");
  }
}

function checkApprovalsCommand(id: string | undefined, target: string | undefined): void {
  if (id === undefined) return;
  if (!APPROVALS_COMMANDS.includes(id)) {
    throw new UsageMistake(`approvals retract, approvals reject; not approvals ${id}`);
  }
  if (target === undefined) throw new UsageMistake(`approvals ${id} needs svc_…/apr_…`);
}

function checkPayerCommand(id: string, target: string | undefined): void {
  if (!PAYER_COMMANDS.includes(id)) {
    throw new UsageMistake(`payer ${PAYER_COMMANDS.join(", payer ")}; not payer ${id}`);
  }
  const needsTarget = id !== "reseal";
  if (needsTarget === (target !== undefined)) return;
  const what = id === "find" ? "an email" : "the id of a payer (pay_…)";
  throw new UsageMistake(needsTarget ? `payer ${id} needs ${what}` : "payer reseal takes no id");
}

function checkKeyCommand(id: string, target: string | undefined, values: Values): void {
  if (!KEY_COMMANDS.includes(id)) {
    throw new UsageMistake(`key ${KEY_COMMANDS.join(", key ")}; not key ${id}`);
  }
  const needsTarget = id === "rotate" || id === "revoke";
  if (needsTarget !== (target !== undefined)) {
    throw new UsageMistake(needsTarget ? `key ${id} needs an id` : `key ${id} takes no id`);
  }
  if (id === "create" && !(values.person?.trim() && values.role?.trim())) {
    throw new UsageMistake("key create needs --person and --role");
  }
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const OPTIONS = {
  url: text,
  reason: text,
  reference: text,
  limit: text,
  after: text,
  kind: text,
  person: text,
  name: text,
  role: text,
  scopes: text,
  brands: text,
  expires: text,
  "overlap-hours": text,
  set: { type: "string", multiple: true },
  since: text,
  state: text,
  amount: text,
  brand: text,
  service: text,
  today: flag,
  failed: flag,
  refunded: flag,
  declined: flag,
  json: flag,
  yes: flag,
} as const;
type Values = ReturnType<typeof parse>["values"];

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    throw new UsageMistake(fault.message.split("\n")[0] ?? "", commandIn(argv));
  }
}

/** Whose usage helps when the options cannot be read. */
const commandIn = (argv: readonly string[]): string | null =>
  COMMANDS.find((one) => one === argv[0]) ?? null;
