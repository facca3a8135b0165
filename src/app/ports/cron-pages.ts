import type { PageJob } from "../../contract/page-jobs.ts";

/** The queue of pages. A message may be lost or come twice: the cursor knows what is next. */
export interface CronPages {
  send(job: PageJob): Promise<void>;
}
