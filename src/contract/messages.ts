import * as z from "zod";
import { prefixed } from "./ids.ts";

/** What crosses the queues: ids only. */
export const serviceMessage = z.object({ serviceId: prefixed("svc") });
export const topUpMessage = serviceMessage.extend({ topUpId: prefixed("top") });
