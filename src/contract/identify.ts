import * as z from "zod";

/** POST /api/identify: a number that a customer typed. The answer is a weak `ServiceView`. */
export const identifyRequest = z.strictObject({
  identity: z
    .string()
    .min(1)
    .max(100)
    .meta({ description: "IMSI, MSISDN with its country code, or service uuid, as typed" }),
});
