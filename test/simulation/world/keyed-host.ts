/** Hosts one keyed object, and reads its storage for the oracle. */
import type { KeyedObject as KeyedObjectPort } from "../../../src/app/ports/keyed-object.ts";
import type { AnyOrder } from "../../../src/object/keyed/kinds.ts";
import { KeyedObject } from "../../../src/object/keyed/object.ts";
import type { Clock } from "./clock.ts";
import { type HostedEnv, HostedObject } from "./hosted-object.ts";

export type KeyedMethod = keyof KeyedObjectPort<AnyOrder>;
type Instance = KeyedObjectPort<AnyOrder> & { alarm(): Promise<void> };
const Make = KeyedObject as new (ctx: object, env: object, needs: object) => Instance;

export class KeyedHost extends HostedObject<Instance> {
  readonly #clock: Clock;

  constructor(name: string, clock: Clock, env: HostedEnv) {
    super(name, clock, env);
    this.#clock = clock;
  }

  protected override make(ctx: object): Instance {
    const silent = () => {};
    const log = { info: silent, warn: silent, error: silent };
    return new Make(ctx, {}, { clock: { now: () => this.#clock.now }, log });
  }

  /** What is stored, in the order of the numbers. */
  rows(): readonly { readonly id: string; readonly state: string; readonly number: number }[] {
    const made = this.storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'entry'");
    if (made.toArray().length === 0) return [];
    return this.storage.sql
      .exec("SELECT id, state, number FROM entry ORDER BY number")
      .toArray()
      .map((row) => ({
        id: String(row.id),
        state: String(row.state),
        number: Number(row.number),
      }));
  }
}
