/** The contract of Worker and object as calls, recorded by one release. */
import type { Observer, World } from "../simulation/world/world.ts";
import { asJson } from "./contains.ts";

export interface RecordedCall {
  /** Unix ms. */
  readonly at: number;
  readonly object: string;
  readonly method: string;
  readonly input: unknown;
  readonly answer: unknown;
}

/** Records every call of a service object that is answered, in the order in which they began. */
export function recordCalls(world: World): { readonly calls: () => readonly RecordedCall[] } {
  const calls: (Omit<RecordedCall, "answer"> & { answer?: unknown })[] = [];
  const before: Observer["before"] = (host, method, input) => {
    const call: (typeof calls)[number] = {
      at: world.clock.now,
      object: host.name,
      method,
      input: asJson(input),
    };
    calls.push(call);
    return (answer) => {
      call.answer = asJson(answer);
    };
  };
  world.observer = { ...world.observer, before };
  return {
    calls: () => calls.filter((call): call is RecordedCall => "answer" in call),
  };
}
