/** Every run of the Worker and of its objects has an id, and every line is of one run. */
import { createInvocations } from "../adapters/log/invocations.ts";

const invocations = createInvocations();

/** The id of what runs; null: nothing does. */
export const requestIdNow = (): string | null => invocations.current()?.requestId ?? null;

/** Runs `work` as the request, batch or run with this id; without one it gets an own one. */
export const asInvocation = <T>(requestId: string | null, work: () => T): T =>
  invocations.run(requestId ?? crypto.randomUUID(), work);

/** Takes one of the points that an invocation may write; outside of all there are none. */
export function takePoint(most: number): boolean {
  const current = invocations.current();
  if (current === null || current.points >= most) return false;
  current.points += 1;
  return true;
}

/** What the platform calls, with arguments of its own. */
const HANDLERS: ReadonlySet<string> = new Set([
  "alarm",
  "fetch",
  "webSocketMessage",
  "webSocketClose",
  "webSocketError",
]);
const REQUEST_ID = /^[0-9a-fA-F-]{16,36}(-[A-Z]{3})?$/;

type Method = (this: unknown, ...input: unknown[]) => unknown;

/**
 * Makes every method of an object's class an invocation: of the request that calls it, whose id is
 * the second argument (`remoteObject`), else of its own. `base`: where its methods stand.
 */
export function runsAsInvocations(
  made: { readonly prototype: object },
  base: { readonly prototype: object },
): void {
  for (const name of Object.getOwnPropertyNames(base.prototype)) {
    const method: unknown = Reflect.get(base.prototype, name);
    if (name === "constructor" || typeof method !== "function") continue;
    const isHandler = HANDLERS.has(name);
    const value: Method = function (...input) {
      const [, id] = input;
      const known = !isHandler && typeof id === "string" && REQUEST_ID.test(id);
      return asInvocation(known ? id : null, () => (method as Method).apply(this, input));
    };
    Object.defineProperty(made.prototype, name, { value, writable: true, configurable: true });
  }
}
