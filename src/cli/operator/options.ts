import { parseArgs } from "node:util";

export const USAGE = `npm run operator -- <command> [id] [options]

  list                      unfinished and parked top-ups, with their open findings
  find <id>                 the service that a top-up or a payment intent belongs to
  evidence <id>             all that is known: the log, and the OCS and Stripe as read now
  confirm <id>              end it as credited, when a reading shows the credit
  refund <id>               refund the payment
  redrive <id>              try again now
  manual-refund <id>        record a refund that was paid outside Stripe (--reference says how)
  link <svc_…>              the address and the QR code of a service, to print
  rotate-link <svc_…>       a new link; links that were printed before stop working
  revoke-link <svc_…>       no link, until one is printed again
  reproject <svc_…|all>     after D1 was restored: the services send all their rows to D1 again

  <id>                      svc_…/top_…, or top_… alone once it was paid; find takes pi_… too

  --url URL                 the deployment (or EDGE_TOPUP_URL; default http://127.0.0.1:8787)
  --reason TEXT             why; recorded. Needed by all but list, find, evidence and link
  --approved-by NAME        the second approver, where one is needed; recorded
  --as NAME                 the operator's name (default: your login name); recorded
  --reference TEXT          for manual-refund: for example the number of the bank transfer
  --limit N                 for list (default 100)
  --after svc_…             for reproject all: continue after this service
  --json                    print the answer as JSON

OPERATOR_TOKEN must be set in the environment.`;

const COMMANDS = [
  "list",
  "find",
  "evidence",
  "confirm",
  "refund",
  "redrive",
  "manual-refund",
  "link",
  "rotate-link",
  "revoke-link",
  "reproject",
] as const;
type Command = (typeof COMMANDS)[number];

/** Commands that need no reason: they read, or make a first link where there is none. */
const READS: ReadonlySet<Command> = new Set(["list", "find", "evidence", "link"]);

/** The command line, checked. */
export interface Options {
  readonly command: Command;
  readonly id: string | null;
  readonly url: string;
  readonly token: string;
  readonly actor: string;
  readonly reason: string | undefined;
  readonly approvedBy: string | undefined;
  readonly reference: string | undefined;
  readonly limit: string | undefined;
  readonly after: string | undefined;
  readonly json: boolean;
}

/** The command line is wrong; the message says what is missing. */
export class UsageMistake extends Error {}

/** Reads the command line, and the token from the environment. Throws `UsageMistake`. */
export function readOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  whoami: () => string,
): Options {
  const { values, positionals } = parse(argv);
  const [word, id, ...rest] = positionals;
  const command = COMMANDS.find((one) => one === word);
  if (values.help || command === undefined) throw new UsageMistake(USAGE);
  if (rest.length > 0) throw new UsageMistake(`one id at a time, not also ${rest.join(" ")}`);
  if (command !== "list" && id === undefined) throw new UsageMistake(`${command} needs an id`);
  if (!READS.has(command) && !values.reason?.trim()) {
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
    url: values.url ?? env.EDGE_TOPUP_URL ?? "http://127.0.0.1:8787",
    token,
    actor: values.as ?? whoami(),
    reason: values.reason,
    approvedBy: values["approved-by"],
    reference: values.reference,
    limit: values.limit,
    after: values.after,
    json: values.json ?? false,
  };
}

function parse(argv: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        url: text,
        reason: text,
        "approved-by": text,
        as: text,
        reference: text,
        limit: text,
        after: text,
        json: flag,
        help: flag,
      },
    });
  } catch (fault) {
    if (!(fault instanceof TypeError)) throw fault;
    throw new UsageMistake(fault.message);
  }
}
