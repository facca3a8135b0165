import * as z from "zod";
import { prefixed } from "./ids.ts";
import { PAGE_JOBS } from "./page-jobs.ts";

/** What crosses the queues: ids only. */
export const serviceMessage = z.object({ serviceId: prefixed("svc") });
/** Sent by `/readyz` to every queue: it says nothing, and its consumer forgets it. */
export const READY_PROBE = { ready: true } as const;
export const readyProbe = z.strictObject({ ready: z.literal(true) });

export const topUpMessage = serviceMessage.extend({ topUpId: prefixed("top") });
/** This page of a job of the crons is to be done; its cursor lies in D1. */
export const pageMessage = z.object({ job: z.enum(PAGE_JOBS), revision: z.int() });
/** One event is due at one endpoint. */
export const deliveryMessage = z.object({ endpointId: prefixed("whe"), eventId: prefixed("evt") });
