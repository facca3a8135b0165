/**
 * Every await of a program is a call over a line: it may be lost before it arrives, its answer may
 * be lost, it may be slow, and whoever called may be dead before the answer comes.
 */
import { PortFault } from "../../../src/app/ports/port-fault.ts";
import type { Clock } from "./clock.ts";
import type { Random } from "./random.ts";

/** A run of a program that can die at any await. Its promises then never come back. */
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
    for (const tell of this.#onDeath) tell();
  }
  onDeath(tell: () => void): void {
    this.#onDeath.push(tell);
  }
}

/** How bad one line is. Probabilities per call; times in milliseconds. */
export interface LinkFaults {
  lostBefore: number;
  lostAfter: number;
  /** The caller sits on the answer for long. */
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

  /** Rejects with `PortFault` where no answer comes; a rejection of `work` is an answer. */
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
      const back = (ms: number, tell: () => void) =>
        clock.after(ms, () => {
          if (program.alive) tell();
        });
      const silence = () => {
        this.tally.lost += 1;
        back(link.timeoutMs, () => reject(new PortFault(name, "no answer")));
      };
      if (random.chance(link.lostBefore)) return silence();
      clock.after(this.#latency(link), () => {
        const answered = Promise.resolve().then(work);
        const lost = random.chance(link.lostAfter);
        const pause = this.#pause(link);
        answered.then(
          (value) => (lost ? silence() : back(pause, () => resolve(value))),
          (fault: unknown) => (lost ? silence() : back(pause, () => reject(fault))),
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
