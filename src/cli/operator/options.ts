import { parseArgs } from "node:util";

export const USAGE = `npm run operator -- <command> [id] [options]

  list                      unfinished and parked top-ups, and open findings
  show <id>                 the evidence: our log, the OCS and Stripe, both read now
  confirm <id>              a reading shows the credit: end it as credited
  refund <id>               give the money back
  redrive <id>              try again now
  manual-refund <id>        the money was refunded by hand, outside Stripe (--reference says which)
  link <svc_…>              the address and the QR code to print for a service
  rotate-link <svc_…>       a new one: what was printed before opens nothing any more
  revoke-link <svc_…>       none until one is printed anew
  reproject <svc_…|all>     D1 was restored from a backup: tell it everything again

  <id>                      svc_…/top_…, or top_… alone once it was paid

  --url URL                 the deployment (or EDGE_TOPUP_URL; default http://127.0.0.1:8787)
  --reason TEXT             why; needed for everything that acts, and recorded
  --approved-by NAME        the second approver, where one is needed; recorded
  --as NAME                 who acts (default: your login name); recorded
  --reference TEXT          for manual-refund
  --limit N                 for list (default 100)
  --after svc_…             for reproject all: go on behind this one
  --json                    print the answer as it came

OPERATOR_TOKEN must be set in the environment.`;

const COMMANDS = [
  "list",
  "show",
  "confirm",
  "refund",
  "redrive",
  "manual-refund",
  "link",
  "rotate-link",
  "revoke-link",
  "reproject",
] as const;
export type Command = (typeof COMMANDS)[number];

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

/** A mistake in how the command was called; the message says what to do. */
export class UsageMistake extends Error {}

/** Reads the command line. Throws `UsageMistake`. */
export function readOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  whoami: () => string,
): Options {
  const { values, positionals } = parsed(argv);
  const [word, id, ...rest] = positionals;
  const command = COMMANDS.find((known) => known === word);
  if (values.help || command === undefined) throw new UsageMistake(USAGE);
  if (rest.length > 0) throw new UsageMistake(`one id at a time, not also ${rest.join(" ")}`);
  if (command !== "list" && id === undefined) throw new UsageMistake(`${command} needs an id`);
  const acts = command !== "list" && command !== "show" && command !== "link";
  if (acts && !values.reason?.trim()) throw new UsageMistake(`${command} needs --reason "…"`);
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

function parsed(argv: readonly string[]) {
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
