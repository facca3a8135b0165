import { env } from "cloudflare:workers";
import { vi } from "vitest";

const METHODS = ["all", "run", "first", "raw"] as const;

/** Counts the calls of the Worker to D1; a batch is one call. */
export function countD1Calls(): { readonly calls: number } {
  const counted = { calls: 0 };
  onEachCall((go) => {
    counted.calls += 1;
    return go();
  });
  return counted;
}

/** From now on D1 answers nothing at all, until `vi.restoreAllMocks()`. */
export function silenceD1(): void {
  onEachCall(() => new Promise(() => {}));
}

/** From now on the connection to D1 is lost, until `vi.restoreAllMocks()`. */
export function loseD1(): void {
  onEachCall(() => Promise.reject(new Error("D1_ERROR: Network connection lost.")));
}

function onEachCall(answer: (go: () => unknown) => unknown): void {
  const statement = Object.getPrototypeOf(env.DB.prepare("SELECT 1")) as D1PreparedStatement;
  const database = Object.getPrototypeOf(env.DB) as D1Database;
  spy(database, "batch", answer);
  for (const method of METHODS) spy(statement, method, answer);
}

function spy(proto: object, name: string, answer: (go: () => unknown) => unknown): void {
  const known = Reflect.get(proto, name) as (...input: unknown[]) => unknown;
  vi.spyOn(proto as Record<string, () => unknown>, name).mockImplementation(function (
    this: unknown,
    ...input: unknown[]
  ) {
    return answer(() => known.apply(this, input));
  });
}
