/** The queues: at least once, in no order, with retries and a dead letter queue. */
import type { Queues } from "../../../src/actions/ports.ts";
import type { Batch } from "../../../src/consumers/dispatch.ts";
import type { Clock } from "./clock.ts";
import { GOOD_LINE, type LineFaults, type Lines, Program } from "./line.ts";
import type { Random } from "./random.ts";

export type Lane = "provision" | "refund" | "project" | "notify" | "dead";
interface Message {
  readonly body: unknown;
  tries: number;
}

export interface QueueFaults {
  /** Sending throws, or the answer is lost. */
  send: LineFaults;
  /** Taken, and never brought. */
  loss: number;
  twice: number;
  delayMs: readonly [number, number];
  /** A consumer dies at one of its awaits: per run. */
  death: number;
}

const MAX_RETRIES = 3;
const MAX_RETRIES_DEAD = 10;
const BATCH = 5;

export class SimulatedQueues {
  readonly faults: QueueFaults = {
    send: { ...GOOD_LINE },
    loss: 0,
    twice: 0,
    delayMs: [1, 30],
    death: 0,
  };
  sent = 0;
  /** Runs the real dispatch for a batch. */
  consume: (program: Program, batch: Batch) => Promise<void> = async () => {};
  readonly #ready = new Map<Lane, Message[]>();
  readonly #clock: Clock;
  readonly #lines: Lines;
  readonly #random: Random;

  constructor(clock: Clock, lines: Lines, random: Random) {
    this.#clock = clock;
    this.#lines = lines;
    this.#random = random;
  }

  portFor(program: Program): Queues {
    const send = (lane: Lane) => (body: unknown) =>
      this.#lines.call(program, this.faults.send, `queue ${lane}`, () => this.put(lane, body));
    return {
      provision: send("provision"),
      refund: send("refund"),
      project: send("project"),
      notify: send("notify"),
    };
  }
  put(lane: Lane, body: unknown): void {
    this.sent += 1;
    if (this.#random.chance(this.faults.loss)) return;
    this.#bring(lane, { body, tries: 0 }, this.#delay());
    if (this.#random.chance(this.faults.twice)) {
      this.#bring(lane, { body, tries: 0 }, this.#delay() * 10);
    }
  }

  #delay(): number {
    return this.#random.skewed(...this.faults.delayMs);
  }
  #bring(lane: Lane, message: Message, ms: number): void {
    this.#clock.after(ms, () => {
      const ready = this.#ready.get(lane) ?? [];
      this.#ready.set(lane, ready);
      ready.push(message);
      if (ready.length === 1) this.#clock.after(this.#random.int(0, 5), () => this.#work(lane));
    });
  }

  #work(lane: Lane): void {
    const ready = this.#ready.get(lane) ?? [];
    const batch = ready.splice(0, BATCH);
    if (ready.length > 0) this.#clock.after(1, () => this.#work(lane));
    if (batch.length === 0) return;
    const program = new Program(`consumer ${lane}`);
    const open = new Set(batch);
    const over = (message: Message, again: boolean) => {
      if (open.delete(message) && again) this.#again(lane, message);
    };
    const messages = batch.map((message) => ({
      body: message.body,
      ack: () => over(message, false),
      retry: () => over(message, true),
    }));
    const leftOver = () => {
      for (const message of [...open]) over(message, true);
    };
    program.onDeath(leftOver);
    this.#mayDie(program);
    this.consume(program, { queue: `edge-topup-${lane}`, messages }).then(leftOver, leftOver);
  }
  #mayDie(program: Program): void {
    if (!this.#random.chance(this.faults.death)) return;
    this.#lines.tally.deaths += 1;
    this.#clock.after(this.#random.skewed(0, 400), () => program.die());
  }
  #again(lane: Lane, message: Message): void {
    message.tries += 1;
    const max = lane === "dead" ? MAX_RETRIES_DEAD : MAX_RETRIES;
    if (message.tries <= max) this.#bring(lane, message, this.#random.skewed(100, 5000));
    else if (lane !== "dead") this.#bring("dead", { body: message.body, tries: 0 }, 100);
  }
}
