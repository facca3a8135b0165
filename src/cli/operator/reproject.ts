import { type ReprojectedJson, reprojectedView } from "../../contract/operator.ts";
import type { Ask } from "./api.ts";
import type { Options } from "./options.ts";

const PATH = "/operator/reproject";

/**
 * Reprojects one service, or all of them page by page. Each page prints a line that says where to
 * continue after an interruption. Returns the ids of the services whose objects gave no answer.
 */
export async function reproject(
  { id, after, reason }: Options,
  ask: Ask,
  out: (line: string) => void,
): Promise<readonly string[]> {
  const order = { reason };
  if (id !== null && id !== "all") {
    await ask(PATH, reprojectedView, { ...order, service_id: id });
    out(`${id} sends all its rows to D1 again`);
    return [];
  }
  const failed: string[] = [];
  let due = 0;
  let next: string | null = after ?? "";
  while (next !== null) {
    const page: ReprojectedJson = await ask(PATH, reprojectedView, { ...order, after: next });
    due += page.due;
    failed.push(...page.failed);
    next = page.after;
    out(next === null ? `all: ${due} services` : `${due} services; continue with --after ${next}`);
  }
  for (const serviceId of failed) out(`no answer: ${serviceId}`);
  return failed;
}
