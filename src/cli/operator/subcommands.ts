/** Commands of two words: which second words there are, and what each needs. */
import { UsageMistake } from "./usage.ts";

const APPROVALS_COMMANDS: readonly string[] = ["retract", "reject"];
const BRAND_COMMANDS: readonly string[] = ["list", "show", "set"];
const KEY_COMMANDS: readonly string[] = ["list", "create", "rotate", "revoke"];
const PAYER_COMMANDS: readonly string[] = ["find", "erase", "reseal"];
const WEBHOOK_COMMANDS: readonly string[] = [
  "list",
  "add",
  "rotate",
  "disable",
  "enable",
  "test",
  "deliveries",
  "redeliver",
];

/** The options that a second word may need. */
interface Values {
  readonly set?: string[];
  readonly person?: string;
  readonly role?: string;
  readonly event?: string;
}
interface Words {
  readonly id: string | undefined;
  readonly target: string | undefined;
  readonly values: Values;
}

/** Throws `UsageMistake` where the second word is none, or what it needs is missing. */
export function checkSubcommand(command: string, { id, target, values }: Words): void {
  if (command === "key") checkKeyCommand(id ?? "", target, values);
  if (command === "payer") checkPayerCommand(id ?? "", target);
  if (command === "approvals") checkApprovalsCommand(id, target);
  if (command === "brand") checkBrandCommand(id ?? "", target, values);
  if (command === "webhook") checkWebhookCommand(id ?? "", target, values);
}

function checkWebhookCommand(id: string, target: string | undefined, values: Values): void {
  if (!WEBHOOK_COMMANDS.includes(id)) {
    throw new UsageMistake(`webhook ${WEBHOOK_COMMANDS.join(", webhook ")}; not webhook ${id}`);
  }
  if (id === "list" && target !== undefined) throw new UsageMistake("webhook list takes no id");
  if (id !== "list" && target === undefined) {
    const what = id === "add" ? "an address, https://…" : "the id of an endpoint (whe_…)";
    throw new UsageMistake(`webhook ${id} needs ${what}`);
  }
  if (id === "redeliver" && !values.event?.trim()) {
    throw new UsageMistake("webhook redeliver needs --event evt_…");
  }
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
