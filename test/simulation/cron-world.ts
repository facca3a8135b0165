/** Many services, the real jobs of the crons, their real cursors in D1, and a clock of our own. */
import { createCronCursors } from "../../src/adapters/d1/cron-cursors.ts";
import { createReadModels } from "../../src/adapters/d1/read-models.ts";
import type { PageTurn } from "../../src/app/ports/cron-cursors.ts";
import type { Ports } from "../../src/app/ports/ports.ts";
import type { ServiceObject } from "../../src/app/ports/service-object.ts";
import { beginRuns } from "../../src/app/recovery/begin-runs.ts";
import type { PageJob } from "../../src/contract/page-jobs.ts";
import { MINUTE_MS } from "../../src/domain/base/time.ts";
import { consumeBatch } from "../../src/triggers/queues.ts";
import { CRON } from "../app/actors.ts";
import { account, NOW, TestBackend } from "../app/test-backend.ts";
import { Clock } from "./world/clock.ts";
import { SimulatedDatabases } from "./world/databases.ts";

/** How long a call of an object, of D1 or of the queue takes, and one of the OCS; ms. */
const CALL_MS = 20;
/** Of one page: tries of the queue, as in wrangler.toml. */
const TRIES = 4;
const RETRY_MS = 30_000;
const MAX_EVENTS = 10_000_000;

interface Page {
  readonly job: PageJob;
  calls: number;
  tookMs: number;
  /** Ends the program in the middle of its work. */
  kill: () => void;
}

export class CronWorld {
  readonly clock = new Clock(NOW);
  readonly databases = new SimulatedDatabases();
  readonly backend = new TestBackend();
  readonly pages: Page[] = [];
  /** How often each service was looked at. */
  readonly looks = new Map<string, number>();
  readonly signals: { name: string; value: number | undefined }[] = [];
  /** The program that comes to this service dies, as one that has used up its time or calls. */
  poison = "";
  /** So many of the next messages get lost, or come twice. */
  losing = 0;
  doubling = 0;
  /** So many of the next programs die after they moved the cursor. */
  dying = 0;
  secondAfterMs = CALL_MS;
  ocsMs = CALL_MS;

  /** So many services with a credit that still runs, and with a top-up that is unfinished. */
  constructor(services: number) {
    const rows = `WITH RECURSIVE
        n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${services})
      SELECT printf('svc_%026d', i) AS service, i FROM n`;
    this.databases.main.all(
      `INSERT INTO audited_service (service_id, until) SELECT service, ${NOW * 2} FROM (${rows})`,
    );
    for (const [odd, ledger] of this.databases.ledgers.entries()) {
      ledger.all(
        `INSERT INTO top_up (id, service_id, brand, service_uuid, customer_id, payer_erased,
           offer_id, offer_kind, quantity, price_minor, currency, received_minor, returned_minor,
           disputed, state, unconfirmed, origin, identified_by, livemode, requested_at,
           state_since, ended, received, seq)
         SELECT printf('top_%026d', i), service, 'default', '', '', 0, 'o', 'days', 1, 100, 'EUR',
           100, 0, 0, 'paid', 0, 'portal', 'link', 0, ${NOW} - 1000000 + i, ${NOW}, 0, 1, 1
         FROM (${rows}) WHERE i % 2 = ${odd}`,
      );
    }
  }

  /** What a cron does. */
  async cron(jobs: readonly PageJob[]): Promise<void> {
    await beginRuns(
      this.#ports({ job: "credits", calls: 0, tookMs: 0, kill: () => {} }),
      CRON,
      jobs,
    );
  }
  run(ms: number): Promise<void> {
    return this.clock.runUntil(this.clock.now + ms, MAX_EVENTS, () => {});
  }
  /** The five-minute cron for so long. */
  async goOn(ms: number): Promise<void> {
    for (const end = this.clock.now + ms; this.clock.now < end; ) {
      void this.cron([]);
      await this.run(5 * MINUTE_MS);
    }
  }
  findings() {
    return [...this.backend.deploymentFindings.found.values()];
  }
  most(job: PageJob): { calls: number; tookMs: number; pages: number } {
    const own = this.pages.filter((page) => page.job === job);
    return {
      calls: Math.max(...own.map(({ calls }) => calls)),
      tookMs: Math.max(...own.map(({ tookMs }) => tookMs)),
      pages: own.length,
    };
  }
  restart(): void {
    for (const kept of [this.looks, this.pages, this.signals]) {
      if (kept instanceof Map) kept.clear();
      else kept.splice(0);
    }
  }

  #put(turn: PageTurn, attempts = 1, queue = "sweep", afterMs = CALL_MS): void {
    this.clock.after(afterMs, () => void this.#consume(turn, attempts, queue));
  }
  async #consume(turn: PageTurn, attempts: number, queue: string): Promise<void> {
    const from = this.clock.now;
    const page: Page = { job: turn.job, calls: 0, tookMs: 0, kill: () => {} };
    const death = new Promise<"dead">((resolve) => {
      page.kill = () => resolve("dead");
    });
    if (queue === "sweep") this.pages.push(page);
    const again = () => {
      if (attempts < TRIES) this.#put(turn, attempts + 1, queue, RETRY_MS);
      else if (queue === "sweep") this.#put(turn, 1, "dead", RETRY_MS);
    };
    const message = { body: turn, attempts, ack: () => {}, retry: again };
    const batch = { queue: `edge-topup-${queue}`, messages: [message] };
    const work = consumeBatch(this.#ports(page), batch, async () => {});
    if ((await Promise.race([work, death])) === "dead") again();
    page.tookMs = this.clock.now - from;
  }

  /** Ports of one program; every call of one takes its time and is counted. */
  #ports(page: Page): Ports {
    const call = async <T>(answer: () => T, ms = CALL_MS): Promise<Awaited<T>> => {
      page.calls += 1;
      await this.clock.sleep(ms);
      return await answer();
    };
    const { asDatabases } = this.databases;
    const behind = <T extends object>(port: T): T =>
      new Proxy(port, {
        get: (target, name) => {
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== "function") return method;
          return (...input: unknown[]) => call(() => method.apply(target, input));
        },
      });
    const ports = {
      clock: { now: () => this.clock.now },
      cronCursors: behind(createCronCursors(asDatabases.main)),
      readModels: behind(createReadModels(asDatabases)),
      deploymentFindings: behind(this.backend.deploymentFindings),
      cronPages: { send: (turn: PageTurn) => call(() => this.#send(turn)) },
      objects: {
        of: (id: string) =>
          Object.assign(Object.create(null) as ServiceObject, this.#object(id, page, call)),
      },
      ocs: { read: () => call(() => account(1), this.ocsMs), write: () => call(() => "OK") },
      signals: { note: (name: string, value?: number) => void this.signals.push({ name, value }) },
    };
    return Object.assign(Object.create(this.backend.ports) as Ports, ports);
  }
  #send(turn: PageTurn): void {
    if (this.dying > 0) {
      this.dying -= 1;
      throw new Error("the program died");
    }
    if (this.losing > 0) {
      this.losing -= 1;
      return;
    }
    this.#put(turn);
    if (this.doubling > 0) this.#put(turn, 1, "sweep", this.secondAfterMs);
    this.doubling = Math.max(0, this.doubling - 1);
  }
  #object(id: string, page: Page, call: <T>(answer: () => T) => Promise<Awaited<T>>) {
    const look = () => {
      this.looks.set(id, (this.looks.get(id) ?? 0) + 1);
      if (id !== this.poison) return undefined;
      page.kill();
      return new Promise<never>(() => {});
    };
    const credit = { topUpId: `top_${id.slice(4)}`, account: { ocs: "main", account: id } };
    return {
      wake: () => call(look),
      creditsToReconcile: () => call(async () => (await look()) ?? [credit]),
      recordReconciliation: () => call(() => ({ resend: null })),
    };
  }
}
