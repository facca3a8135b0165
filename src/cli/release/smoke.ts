/** Is what was deployed what answers, and can it work? */

export interface SmokeTarget {
  /** Of the deployment: `https://<your domain>`. */
  readonly url: string;
  /** The token of an operator's key that may read `/readyz`. */
  readonly token: string;
  /** The commit that was uploaded; `/api/health` says it behind the `+`. */
  readonly tag: string;
  /** How long the network may take until it answers with the new version; ms. */
  readonly answersWithinMs: number;
}
const PAUSE_MS = 1000;
const CALL_MS = 30_000;

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

/**
 * Asks until the version of this tag answers, and then whether it is ready. `only`: ask this
 * version, whatever its share of the traffic is. Throws with what is not ready.
 */
export async function smoke(
  { url, token, tag, answersWithinMs }: SmokeTarget,
  only: { readonly worker: string; readonly version: string } | null,
): Promise<void> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (only) headers["Cloudflare-Workers-Version-Overrides"] = `${only.worker}="${only.version}"`;
  const ask = (path: string) =>
    fetch(new URL(path, url), { headers, signal: AbortSignal.timeout(CALL_MS) });
  const until = Date.now() + answersWithinMs;
  for (let last = ""; !last.endsWith(`+${tag}`); ) {
    if (Date.now() > until) throw new Error(`${url} answers as "${last}", and not with +${tag}`);
    if (last !== "") await new Promise((then) => setTimeout(then, PAUSE_MS));
    last = await ask("/api/health").then(versionIn, String);
  }
  const answer = await ask("/readyz");
  const checks = await checksIn(answer);
  for (const { name, ok, detail } of checks)
    console.log(`  ${ok ? "✓" : "✗"} ${name} ${detail ?? ""}`);
  const wrong = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  if (answer.status !== 200 || wrong.length > 0) {
    throw new Error(`not ready: HTTP ${answer.status} ${wrong.join(", ")}`);
  }
}

async function versionIn(answer: Response): Promise<string> {
  if (!answer.ok) return `HTTP ${answer.status}`;
  const { version } = (await answer.json()) as { version?: unknown };
  return typeof version === "string" ? version : "no version";
}

/** The list of `/readyz`, wherever it stands in the answer; empty when there is none. */
async function checksIn(answer: Response): Promise<readonly Check[]> {
  const body: unknown = await answer.json().catch(() => null);
  const list = Array.isArray(body) ? body : (body as { checks?: unknown } | null)?.checks;
  return Array.isArray(list) ? (list as Check[]) : [];
}
