import * as z from "zod";
import { prefixed } from "./ids.ts";

/** What crosses the queues: ids only. */
export const serviceMessage = z.object({ serviceId: prefixed("svc") });
export const topUpMessage = serviceMessage.extend({ topUpId: prefixed("top") });
/** One event is due at one endpoint. */
export const deliveryMessage = z.object({ endpointId: prefixed("whe"), eventId: prefixed("evt") });
