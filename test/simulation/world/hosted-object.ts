/** Hosts one Durable Object: its storage stays, its instance can be reset at any time. */
import type { Clock } from "./clock.ts";
import { Program } from "./network.ts";
import { ObjectStorage } from "./storage.ts";

export interface HostedEnv {
  /** Whether a due alarm is lost, like one that threw seven times on the platform. */
  alarmLost(): boolean;
  trace(line: () => string): void;
}

export abstract class HostedObject<Instance extends { alarm(): Promise<void> }> {
  readonly name: string;
  readonly storage: ObjectStorage;
  resets = 0;
  readonly #clock: Clock;
  readonly #env: HostedEnv;
  #life: Program;
  #instance: Instance | null = null;
  #alarmTicket = 0;

  constructor(name: string, clock: Clock, env: HostedEnv) {
    this.name = name;
    this.#clock = clock;
    this.#env = env;
    this.#life = new Program(`object ${name}`);
    this.storage = new ObjectStorage((at) => this.#schedule(at));
  }

  /** Makes the instance, as the platform does at the first call after a reset. */
  protected abstract make(ctx: object, life: Program): Instance;
  /** Called before an alarm runs. */
  protected waking(): void {}
  /** Called while a call runs and after it has ended. */
  protected mayHaveChanged(): void {}

  /** One call; rejects when the object is reset before it has answered. */
  call(work: (object: Instance) => Promise<unknown>): Promise<unknown> {
    const object = this.#wake();
    const life = this.#life;
    return new Promise((resolve, reject) => {
      life.onDeath(() => reject(new Error("the object was reset")));
      const answered = work(object);
      this.mayHaveChanged();
      answered.then(resolve, reject).finally(() => this.mayHaveChanged());
    });
  }
  /** The instance loses its memory; what it committed stays. */
  reset(): void {
    if (!this.#instance) return;
    this.resets += 1;
    this.#instance = null;
    const old = this.#life;
    this.#life = new Program(old.name);
    old.die();
  }

  #wake(): Instance {
    if (this.#instance) return this.#instance;
    const ctx = {
      id: { name: this.name },
      storage: this.storage,
      waitUntil: (work: Promise<unknown>) => {
        work.catch((fault: unknown) => this.#env.trace(() => `after commit: ${fault}`));
      },
      blockConcurrencyWhile: (work: () => Promise<unknown>) => work(),
      getWebSockets: () => [],
    };
    this.#instance = this.make(ctx, this.#life);
    return this.#instance;
  }

  #schedule(at: number | null): void {
    const ticket = ++this.#alarmTicket;
    if (at === null) return;
    this.#clock.at(at, () => {
      if (ticket !== this.#alarmTicket) return;
      this.storage.alarmAt = null;
      if (this.#env.alarmLost()) return;
      this.#env.trace(() => "alarm");
      this.waking();
      // If the object is reset in between, only an alarm it has set by then wakes it again.
      this.call((object) => object.alarm()).catch((fault: unknown) => {
        this.#env.trace(() => `alarm: ${fault}`);
      });
    });
  }
}
