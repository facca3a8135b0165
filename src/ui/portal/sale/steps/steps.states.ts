import type { Step } from "../../page/page-data.ts";

export const STEP_STATES: readonly Step[] = ["days", "billing", "payment", "done"];
