import { problem, topUpView } from "../../contract/api.ts";
import { evidenceView, foundView, linkView, unresolvedView } from "../../contract/operator.ts";
import { readWish, USAGE, UsageMistake, type Wish } from "./options.ts";
import { evidenceLines, topUpLine, unresolvedLines } from "./print.ts";
import { reproject } from "./reproject.ts";

/** What the program touches outside itself. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly whoami: () => string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

/** The door said no; the message is its problem in words. */
class DoorRefused extends Error {}

/** Exit codes: 0 done, 1 refused or no answer, 2 called wrongly. */
export async function resolve(
  argv: readonly string[],
  { env, whoami, fetch, out, err }: Surroundings,
): Promise<0 | 1 | 2> {
  let wish: Wish;
  try {
    wish = readWish(argv, env, whoami);
  } catch (fault) {
    if (!(fault instanceof UsageMistake)) throw fault;
    err(fault.message === USAGE ? USAGE : `${fault.message}\n\n${USAGE}`);
    return 2;
  }
  try {
    if (wish.command === "reproject") {
      return (await reproject(wish, door(wish, fetch), out)).length === 0 ? 0 : 1;
    }
    for (const line of await run(wish, fetch)) out(line);
    return 0;
  } catch (fault) {
    if (fault instanceof DoorRefused) err(fault.message);
    else err(`no usable answer from ${wish.url}: ${String(fault)}`);
    return 1;
  }
}

async function run(wish: Wish, fetch: Surroundings["fetch"]): Promise<readonly string[]> {
  const ask = door(wish, fetch);
  if (wish.command === "list") {
    const answer = await ask(`/operator/unresolved?limit=${wish.limit ?? 100}`, unresolvedView);
    return wish.json ? [JSON.stringify(answer)] : unresolvedLines(answer, Date.now());
  }
  if (wish.command in LINK_ACTIONS) return link(wish, ask);
  const path = `/operator/top-ups/${await pathOf(wish.id ?? "", ask)}`;
  if (wish.command === "show") {
    const answer = await ask(path, evidenceView);
    return wish.json ? [JSON.stringify(answer)] : evidenceLines(answer);
  }
  const { actor, reason, second } = wish;
  const order = { actor, reason, ...(second === undefined ? {} : { second }) };
  const body = wish.command === "paid-back" ? { ...order, reference: wish.reference } : order;
  const answer = await ask(`${path}/${wish.command}`, topUpView, body);
  return [wish.json ? JSON.stringify(answer) : topUpLine(answer)];
}

const LINK_ACTIONS: Partial<Record<Wish["command"], string>> = {
  link: "print",
  "rotate-link": "rotate",
  "revoke-link": "revoke",
};
/** Two lines: what to open, and its picture. */
async function link(wish: Wish, ask: Ask): Promise<readonly string[]> {
  const { actor, reason, command, id } = wish;
  const order = { action: LINK_ACTIONS[command], service_id: id, actor, ...(reason && { reason }) };
  const answer = await ask("/operator/links", linkView, order);
  if (wish.json) return [JSON.stringify(answer)];
  return answer.url === null || answer.qr === null ? ["revoked"] : [answer.url, answer.qr];
}

type Ask = ReturnType<typeof door>;

/** Of a schema, all that is needed here. */
interface Form<T> {
  parse(value: unknown): T;
}

/** One request to the operator's door, its answer checked. Posts when there is a body. */
function door({ url, token }: Wish, fetch: Surroundings["fetch"]) {
  return async <T>(path: string, form: Form<T>, body?: unknown): Promise<T> => {
    const posting = {
      method: "POST",
      body: JSON.stringify(body),
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    };
    const reading = { headers: { Authorization: `Bearer ${token}` } };
    const answer = await fetch(new URL(path, url).href, body === undefined ? reading : posting);
    if (!answer.ok) throw new DoorRefused(await wordsOf(answer));
    return form.parse(await answer.json());
  };
}

/** `svc_…/top_…` as it is; a bare id of a top-up is looked up. */
async function pathOf(id: string, ask: Ask): Promise<string> {
  if (id.includes("/")) return id;
  const found = await ask(`/operator/find?top_up=${encodeURIComponent(id)}`, foundView);
  return `${found.service_id}/${id}`;
}

async function wordsOf(answer: Response): Promise<string> {
  const text = await answer.text();
  if (!answer.headers.get("Content-Type")?.includes("problem+json")) {
    return `HTTP ${answer.status}: ${text.slice(0, 200)}`;
  }
  const { code, title, detail, state, errors } = problem.parse(JSON.parse(text));
  const fields = (errors ?? []).map(({ field, message }) => `\n  ${field}: ${message}`);
  const now = state ? ` (it is ${state})` : "";
  return `${title}${now} [${code}]: ${detail}${fields.join("")}`;
}
