import * as z from "zod";

/** What crosses the queues: ids only. */
export const serviceMessage = z.object({ serviceId: z.string().min(1) });
export const topUpMessage = serviceMessage.extend({ topUpId: z.string().min(1) });
