/**
 * Every await of a program is a call over a link: the call may be lost, its answer may be lost or
 * slow, and the calling program may die before the answer comes.
 */
import { PortFault } from "../../../src/app/ports/port-fault.ts";
import type { Clock } from "./clock.ts";
import type { Random } from "./random.ts";

/** One run of a program, which may die at any await; its promises then stay pending. */
export class Program {
  readonly name: string;
  alive = true;
  readonly #onDeath: (() => void)[] = [];

  constructor(name: string) {
    this.name = name;
  }
  die(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const listener of this.#onDeath) listener();
  }
  onDeath(listener: () => void): void {
    this.#onDeath.push(listener);
  }
}

/** The faults of one link. Probabilities per call; times in milliseconds. */
export interface LinkFaults {
  lostBefore: number;
  lostAfter: number;
  /** The caller gets the answer much later. */
  stall: number;
  /** The caller dies while it waits. */
  death: number;
  latencyMs: readonly [number, number];
  timeoutMs: number;
}
export const GOOD_LINK: LinkFaults = {
  lostBefore: 0,
  lostAfter: 0,
  stall: 0,
  death: 0,
  latencyMs: [1, 20],
  timeoutMs: 5000,
};

export interface Tally {
  deaths: number;
  lost: number;
  stalls: number;
}

export class Network {
  readonly clock: Clock;
  readonly random: Random;
  readonly tally: Tally = { deaths: 0, lost: 0, stalls: 0 };
  stallMs: readonly [number, number] = [2000, 90_000];

  constructor(clock: Clock, random: Random) {
    this.clock = clock;
    this.random = random;
  }

  /** Rejects with `PortFault` if no answer comes; a rejection of `work` is an answer. */
  call<T>(
    program: Program,
    link: LinkFaults,
    name: string,
    work: () => T | Promise<T>,
  ): Promise<T> {
    const { clock, random } = this;
    return new Promise<T>((resolve, reject) => {
      if (!program.alive) return;
      if (random.chance(link.death)) this.#dieSoon(program);
      const answerIn = (ms: number, answer: () => void) =>
        clock.after(ms, () => {
          if (program.alive) answer();
        });
      const silence = () => {
        this.tally.lost += 1;
        answerIn(link.timeoutMs, () => reject(new PortFault(name, "no answer")));
      };
      if (random.chance(link.lostBefore)) return silence();
      clock.after(this.#latency(link), () => {
        const answered = Promise.resolve().then(work);
        const lost = random.chance(link.lostAfter);
        const pause = this.#pause(link);
        answered.then(
          (value) => (lost ? silence() : answerIn(pause, () => resolve(value))),
          (fault: unknown) => (lost ? silence() : answerIn(pause, () => reject(fault))),
        );
      });
    });
  }

  #latency({ latencyMs: [from, to] }: LinkFaults): number {
    return this.random.skewed(from, to);
  }
  #pause(link: LinkFaults): number {
    if (!this.random.chance(link.stall)) return this.#latency(link);
    this.tally.stalls += 1;
    return this.random.skewed(...this.stallMs);
  }
  #dieSoon(program: Program): void {
    this.tally.deaths += 1;
    this.clock.after(this.random.int(0, 30), () => program.die());
  }
}
