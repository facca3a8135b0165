import { problem } from "../../contract/api.ts";
import { foundView } from "../../contract/operator.ts";
import type { Surroundings } from "./surroundings.ts";

/** The deployment refused a request; the message is its problem in words. */
export class RequestRefused extends Error {
  /** Of the error table; null: the answer was no problem. */
  readonly code: string | null;
  constructor(message: string, code: string | null = null) {
    super(message);
    this.code = code;
  }
}

/** The part of a zod schema that is used here. */
interface Form<T> {
  parse(value: unknown): T;
}

/** One request to an operator route; `form` checks its answer. Posts when there is a body. */
export type Ask = <T>(path: string, form: Form<T>, body?: unknown) => Promise<T>;

/** Asks the deployment at `url`. Throws `RequestRefused`, or what `fetch` throws. */
export function operatorApi(
  { url, token }: { readonly url: string; readonly token: string },
  fetch: Surroundings["fetch"],
): Ask {
  return async (path, form, body) => {
    const authorization = { Authorization: `Bearer ${token}` };
    const posting = {
      method: "POST",
      body: JSON.stringify(body),
      headers: { ...authorization, "Content-Type": "application/json" },
    };
    const reading = { headers: authorization };
    const answer = await fetch(new URL(path, url).href, body === undefined ? reading : posting);
    // A check that failed is an answer too; what is refused comes as a problem.
    const isAnswer = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!answer.ok && !isAnswer) throw await refusedBy(answer);
    return form.parse(await answer.json());
  };
}

/** The service of a top-up, by its id alone. */
export async function serviceOfTopUp(topUp: string, ask: Ask): Promise<string> {
  const query = new URLSearchParams({ top_up: topUp });
  return (await ask(`/operator/find?${query}`, foundView)).service_id;
}

/** A refusal as one text: title, code, detail, and one line per wrong field. */
async function refusedBy(answer: Response): Promise<RequestRefused> {
  const text = await answer.text();
  if (!answer.headers.get("Content-Type")?.includes("problem+json")) {
    return new RequestRefused(`HTTP ${answer.status}: ${text.slice(0, 200)}`);
  }
  const { code, title, detail, state, scope, errors, request_id } = problem.parse(JSON.parse(text));
  // Its detail is for programs that buy; staff look the request up in the log.
  if (code === "internal") {
    return new RequestRefused(
      `${title} [internal]: repeat it, or look for ${request_id} in the log`,
    );
  }
  const fields = (errors ?? []).map(({ field, message }) => `\n  ${field}: ${message}`);
  const now = state ? ` (it is ${state})` : "";
  const lacks = scope ? ` (it lacks ${scope})` : "";
  const words = `${title}${now}${lacks} [${code}]: ${detail}${fields.join("")}`;
  return new RequestRefused(words, code);
}
