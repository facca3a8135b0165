/** The queues: at least once, in no order, with retries and a dead letter queue. */
import type { CronPages } from "../../../src/app/ports/cron-pages.ts";
import type { Queues } from "../../../src/app/ports/queues.ts";
import type { Batch } from "../../../src/triggers/batch.ts";
import type { Clock } from "./clock.ts";
import { GOOD_LINK, type LinkFaults, type Network, Program } from "./network.ts";
import type { Random } from "./random.ts";

export type QueueName =
  | "provision"
  | "resolve"
  | "refund"
  | "project"
  | "notify"
  | "sweep"
  | "dead";
interface Message {
  readonly body: unknown;
  tries: number;
}

export interface QueueFaults {
  /** Faults of sending. */
  send: LinkFaults;
  /** Probability that a message is accepted and never delivered. */
  loss: number;
  twice: number;
  delayMs: readonly [number, number];
  /** Probability per run that a consumer dies at one of its awaits. */
  death: number;
}

const MAX_RETRIES: Readonly<Record<QueueName, number>> = {
  provision: 3,
  resolve: 3,
  refund: 3,
  notify: 3,
  sweep: 3,
  project: 30,
  dead: 30,
};
const BATCH = 5;

export class SimulatedQueues {
  readonly faults: QueueFaults = {
    send: { ...GOOD_LINK },
    loss: 0,
    twice: 0,
    delayMs: [1, 30],
    death: 0,
  };
  /** Of the objects; how many pages the crons have follows from the cast. */
  sent = 0;
  /** Runs the real consumers on a batch. */
  consume: (program: Program, batch: Batch) => Promise<void> = async () => {};
  readonly #ready = new Map<QueueName, Message[]>();
  readonly #clock: Clock;
  readonly #network: Network;
  readonly #random: Random;

  constructor(clock: Clock, network: Network, random: Random) {
    this.#clock = clock;
    this.#network = network;
    this.#random = random;
  }

  portFor(program: Program): Queues {
    const send = (queue: QueueName) => (body: unknown) =>
      this.#network.call(program, this.faults.send, `queue ${queue}`, () => this.put(queue, body));
    return {
      provision: send("provision"),
      resolve: send("resolve"),
      refund: send("refund"),
      project: send("project"),
      notify: send("notify"),
    };
  }
  pagesFor(program: Program): CronPages {
    return {
      send: (turn) =>
        this.#network.call(program, this.faults.send, "queue sweep", () => this.put("sweep", turn)),
    };
  }
  put(queue: QueueName, body: unknown): void {
    if (queue !== "sweep") this.sent += 1;
    if (this.#random.chance(this.faults.loss)) return;
    this.#bring(queue, { body, tries: 0 }, this.#delay());
    if (this.#random.chance(this.faults.twice)) {
      this.#bring(queue, { body, tries: 0 }, this.#delay() * 10);
    }
  }

  #delay(): number {
    return this.#random.skewed(...this.faults.delayMs);
  }
  #bring(queue: QueueName, message: Message, ms: number): void {
    this.#clock.after(ms, () => {
      const ready = this.#ready.get(queue) ?? [];
      this.#ready.set(queue, ready);
      ready.push(message);
      if (ready.length === 1) this.#clock.after(this.#random.int(0, 5), () => this.#work(queue));
    });
  }

  #work(queue: QueueName): void {
    const ready = this.#ready.get(queue) ?? [];
    const batch = ready.splice(0, queue === "resolve" || queue === "sweep" ? 1 : BATCH);
    if (ready.length > 0) this.#clock.after(1, () => this.#work(queue));
    if (batch.length === 0) return;
    const program = new Program(`consumer ${queue}`);
    const open = new Set(batch);
    const over = (message: Message, again: boolean, delaySeconds?: number) => {
      if (open.delete(message) && again) this.#again(queue, message, delaySeconds);
    };
    const messages = batch.map((message) => ({
      body: message.body,
      attempts: message.tries + 1,
      ack: () => over(message, false),
      retry: (options?: { delaySeconds: number }) => over(message, true, options?.delaySeconds),
    }));
    const leftOver = () => {
      for (const message of [...open]) over(message, true);
    };
    program.onDeath(leftOver);
    this.#mayDie(program);
    this.consume(program, { queue: `edge-topup-${queue}`, messages }).then(leftOver, leftOver);
  }
  #mayDie(program: Program): void {
    if (!this.#random.chance(this.faults.death)) return;
    this.#network.tally.deaths += 1;
    this.#clock.after(this.#random.skewed(0, 400), () => program.die());
  }
  #again(queue: QueueName, message: Message, delaySeconds = 0): void {
    message.tries += 1;
    const ms = delaySeconds * 1000 + this.#random.skewed(100, 5000);
    if (message.tries <= MAX_RETRIES[queue]) this.#bring(queue, message, ms);
    else if (queue !== "dead") this.#bring("dead", { body: message.body, tries: 0 }, 100);
  }
}
