import { parseArgs } from "node:util";
import { checkSubcommand } from "./subcommands.ts";
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
  "export",
  "approvals",
  "approve",
  "payer",
  "key",
  "brand",
  "webhook",
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
  "export",
  // The approver agrees to the reason that was given.
  "approve",
]);
/** Commands about everything. */
const WITHOUT_ID: ReadonlySet<Command> = new Set(["list", "approvals", "ready"]);
/** Commands of two words and an id. */
const WITH_TARGET: ReadonlySet<Command> = new Set([
  "key",
  "payer",
  "brand",
  "approvals",
  "webhook",
]);

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
  /** The folder of `export`. */
  readonly out: string | undefined;
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
  /** For `webhook …`. */
  readonly webhook: {
    readonly types: readonly string[];
    readonly description: string | undefined;
    readonly event: string | undefined;
  };
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
  checkSubcommand(command, { id, target, values });
  if (needsReason(command, id) && !values.reason?.trim()) {
    throw new UsageMistake(`${command} needs --reason "…"`);
  }
  checkNeeded(command, values);
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
    out: values.out,
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
    webhook: webhookIn(values),
    set: values.set ?? [],
    yes: values.yes ?? false,
    json: values.json ?? false,
  };
}

/** Throws where an option is missing without which the command says too little. */
function checkNeeded(command: Command, { reference, out }: Values): void {
  if (command === "manual-refund" && !reference?.trim()) {
    throw new UsageMistake('manual-refund needs --reference "…"');
  }
  if (command === "export" && !out?.trim()) {
    throw new UsageMistake("export needs --out <folder>");
  }
}

function webhookIn({ types, description, event }: Values): Options["webhook"] {
  return { types: types?.split(",") ?? ["*"], description, event };
}

function addressIn(url: string): string {
  if (/^https?:\/\/./i.test(url) && URL.canParse(url)) return url;
  throw new UsageMistake(`--url needs a whole address: http://… or https://… in front of ${url}`);
}

function needsReason(command: Command, id: string | undefined): boolean {
  if (command === "key") return id === "revoke";
  if (command === "brand") return id === "set";
  if (command === "approvals") return id !== undefined;
  if (command === "webhook") return ["add", "rotate", "disable", "enable"].includes(id ?? "");
  return command === "payer" ? id === "erase" : !READS.has(command);
}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const OPTIONS = {
  url: text,
  types: text,
  description: text,
  event: text,
  reason: text,
  reference: text,
  limit: text,
  after: text,
  out: text,
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
