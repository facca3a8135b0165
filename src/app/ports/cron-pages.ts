import type { PageTurn } from "./cron-cursors.ts";

/** The queue of pages. A message may be lost or come twice: the cursor knows what is next. */
export interface CronPages {
  /** Throws when the queue takes nothing. */
  send(turn: PageTurn): Promise<void>;
}
