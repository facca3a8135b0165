/** Executes calls, keeps the log of writes and the postponed executions. */
import { type Call, execute, isWrite, type Reply, subject } from "./dispatch.ts";
import type { Engine } from "./engine.ts";

export interface WriteEntry {
  readonly n: number;
  /** Unix milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly account: string;
  readonly bucketId: string;
  readonly bucketUuid: string;
  /** The call as received. */
  readonly body: string;
  readonly outcome: string;
  /** False under `ok_without_saving`. */
  readonly saved: boolean;
  readonly cause: "request" | "late" | "duplicate";
}

interface LateJob {
  readonly run: () => void;
  readonly timer: NodeJS.Timeout | null;
}

export class Executor {
  readonly engine: Engine;
  writes: WriteEntry[] = [];
  #late = new Set<LateJob>();
  #watchers = new Set<() => void>();

  constructor(engine: Engine) {
    this.engine = engine;
  }

  execute(call: Call, cause: WriteEntry["cause"], saving = true): Reply {
    this.engine.saving = saving;
    const reply = execute(this.engine, call);
    this.engine.saving = true;
    if (isWrite(call)) {
      this.writes.push({
        n: this.writes.length + 1,
        at: this.engine.now(),
        method: call.method,
        ...subject(call),
        body: call.body,
        outcome: reply.error ?? "OK",
        saved: saving && reply.error === null,
        cause,
      });
    }
    this.changed();
    return reply;
  }

  /** Postpones `run` until `release()`, or until `ms` have passed. */
  later(run: () => void, ms?: number): void {
    const fire = () => {
      this.#late.delete(job);
      run();
      this.changed();
    };
    const timer = ms === undefined ? null : setTimeout(fire, ms);
    timer?.unref();
    const job: LateJob = { run: fire, timer };
    this.#late.add(job);
    this.changed();
  }

  get lateCount(): number {
    return this.#late.size;
  }

  release(): number {
    const jobs = [...this.#late];
    for (const job of jobs) {
      if (job.timer !== null) clearTimeout(job.timer);
      job.run();
    }
    return jobs.length;
  }

  forgetLate(): void {
    for (const job of this.#late) if (job.timer !== null) clearTimeout(job.timer);
    this.#late.clear();
  }

  changed(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** Resolves as soon as `test` is true; it runs again after every change. */
  until(test: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const watcher = () => {
        try {
          if (!test()) return;
          resolve();
        } catch (fault) {
          reject(fault);
        }
        this.#watchers.delete(watcher);
      };
      this.#watchers.add(watcher);
      watcher();
    });
  }
}
