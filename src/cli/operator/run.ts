import { evidenceView, linkView, orderedView, unresolvedView } from "../../contract/operator.ts";
import { type Ask, operatorApi, RequestRefused, serviceOfTopUp } from "./api.ts";
import { approvals, approve, order } from "./approvals.ts";
import { brand } from "./brand.ts";
import { exportAll } from "./export.ts";
import { find } from "./find.ts";
import { keys } from "./keys.ts";
import { browse, isBrowsing } from "./list.ts";
import { asksForHelp, type Options, readOptions } from "./options.ts";
import { payers } from "./payers.ts";
import { evidenceLines, unresolvedLines } from "./print.ts";
import { ready } from "./ready.ts";
import { reproject } from "./reproject.ts";
import type { Surroundings } from "./surroundings.ts";
import { USAGE, UsageMistake, usageOf } from "./usage.ts";
import { webhooks } from "./webhooks.ts";

/** Runs one command. Exit codes: 0 done, 1 refused or no answer, 2 wrong usage. */
export async function runOperatorCli(
  argv: readonly string[],
  { env, fetch, out, err }: Surroundings,
): Promise<0 | 1 | 2> {
  try {
    if (asksForHelp(argv)) {
      out(USAGE);
      return 0;
    }
    const options = readOptions(argv, env);
    if (options.command === "reproject") {
      return (await reproject(options, operatorApi(options, fetch), out)).length === 0 ? 0 : 1;
    }
    if (options.command === "export") {
      return (await exportAll(options, operatorApi(options, fetch), out)).length === 0 ? 0 : 1;
    }
    if (options.command === "payer") {
      return (await payers(options, operatorApi(options, fetch), out)) ? 0 : 1;
    }
    if (options.command === "ready") {
      return (await ready(options, operatorApi(options, fetch), out)) ? 0 : 1;
    }
    for (const line of await run(options, fetch)) out(line);
    return 0;
  } catch (fault) {
    if (fault instanceof UsageMistake) {
      err(fault.message === USAGE ? USAGE : `${fault.message} (see npm run operator -- --help)`);
      if (fault.command !== null) for (const line of usageOf(fault.command)) err(line);
      return 2;
    }
    err(fault instanceof RequestRefused ? fault.message : `no usable answer: ${String(fault)}`);
    return 1;
  }
}

/** The lines that a command prints. Throws `RequestRefused`, or what `fetch` throws. */
async function run(options: Options, fetch: Surroundings["fetch"]): Promise<readonly string[]> {
  const ask = operatorApi(options, fetch);
  if (options.command === "list" && isBrowsing(options)) return browse(options, ask, Date.now());
  if (options.command === "list") {
    const answer = await ask(`/operator/unresolved?limit=${options.limit ?? 100}`, unresolvedView);
    return options.json ? [JSON.stringify(answer)] : unresolvedLines(answer, Date.now());
  }
  if (options.command in LINK_ACTIONS) return link(options, ask);
  if (options.command === "find") return find(options, ask);
  if (options.command === "key") return keys(options, ask);
  if (options.command === "brand") return brand(options, ask);
  if (options.command === "webhook") return webhooks(options, ask);
  if (options.command === "approvals") return approvals(options, ask);
  if (options.command === "approve") return approve(options, ask);
  const path = `/operator/top-ups/${await pathOf(options.id ?? "", ask)}`;
  if (options.command === "evidence") {
    const answer = await ask(path, evidenceView);
    return options.json ? [JSON.stringify(answer)] : evidenceLines(answer, options.timeZone);
  }
  const { reason, reference } = options;
  const body = options.command === "manual-refund" ? { reason, reference } : { reason };
  return order(await ask(`${path}/${options.command}`, orderedView, body), options);
}

const LINK_ACTIONS: Partial<Record<Options["command"], string>> = {
  link: "print",
  "rotate-link": "rotate",
  "revoke-link": "revoke",
};

/** Two lines: the address of the link, and the address of its picture. */
async function link(options: Options, ask: Ask): Promise<readonly string[]> {
  const { reason, command, id } = options;
  const order = { action: LINK_ACTIONS[command], service_id: id, ...(reason && { reason }) };
  const answer = await ask("/operator/links", linkView, order);
  if (options.json) return [JSON.stringify(answer)];
  return answer.url === null || answer.qr === null ? ["revoked"] : [answer.url, answer.qr];
}

/** The id in the form `svc_…/top_…`; the service of a bare `top_…` is asked for. */
async function pathOf(id: string, ask: Ask): Promise<string> {
  return id.includes("/") ? id : `${await serviceOfTopUp(id, ask)}/${id}`;
}
