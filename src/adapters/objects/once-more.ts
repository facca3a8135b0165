/**
 * A call to a Durable Object that failed for a moment is made once more (source:
 * developers.cloudflare.com/durable-objects/best-practices/error-handling):
 *
 * - `retryable`: the platform failed, and the call may be repeated where that changes nothing;
 * - `durableObjectReset`: the object was reset under the call, for example by a deployment;
 * - `overloaded`: never repeated here, because repeating makes it worse. The caller is told to come
 *   back later.
 *
 * The platform itself repeats calls that did not arrive. It does not repeat one that was under way:
 * it cannot know that all methods of our objects are safe to repeat.
 */
export interface Repeating {
  /** Resolves after so many ms. */
  readonly pause: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

const PAUSE_MS = 100;
/** So that all calls that one reset broke do not come back at once; ms. */
const JITTER_MS = 200;

type Flags = Readonly<Partial<Record<"retryable" | "overloaded" | "durableObjectReset", boolean>>>;
const flagsOf = (fault: unknown): Flags =>
  typeof fault === "object" && fault !== null ? (fault as Flags) : {};

const mayRepeat = (fault: unknown): boolean => {
  const { retryable, overloaded, durableObjectReset } = flagsOf(fault);
  return overloaded !== true && (retryable === true || durableObjectReset === true);
};

/** Whether the same call may work in some seconds. */
export const isPassing = (fault: unknown): boolean =>
  mayRepeat(fault) || flagsOf(fault).overloaded === true;

/** `call` takes a new stub each time: one whose object was reset stays broken. */
export async function onceMore<T>(
  call: () => Promise<T>,
  { pause, random }: Repeating,
): Promise<T> {
  try {
    return await call();
  } catch (fault) {
    if (!mayRepeat(fault)) throw fault;
    await pause(PAUSE_MS + random() * JITTER_MS);
    return call();
  }
}
