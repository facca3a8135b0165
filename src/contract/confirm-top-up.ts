/** A try to pay with what the customer entered, on the wire. */
import * as z from "zod";
import { topUpView } from "./api.ts";

const described = (description: string) => ({ description });

/** POST …/confirm. */
export const confirmRequest = z
  .strictObject({
    confirmation_token: z
      .string()
      .regex(/^ctoken_\w{1,200}$/)
      .meta(
        described(
          "Of Stripe.js or a mobile SDK, made with `return_url`; good for one try. The portal's own leads back to the top-up's page, whatever `return_url` it holds",
        ),
      ),
  })
  .meta({ id: "ConfirmRequest" });

/** What became of a try to pay. */
export const topUpConfirmed = z
  .strictObject({
    top_up: topUpView,
    payment: z
      .enum(["sent", "action", "declined"])
      .meta(described("`sent`: paid or being paid; `action`: `client_secret` is for the SDK")),
    action: z
      .enum(["bank_check", "redirect", "other"])
      .nullable()
      .meta(described("What the customer is asked for")),
    client_secret: z
      .string()
      .nullable()
      .meta(described("For `handleNextAction`; null: nothing is asked for")),
    error: z
      .strictObject({
        type: z.string(),
        code: z.string().nullable(),
        decline_code: z.string().nullable(),
        param: z.string().nullable(),
      })
      .nullable()
      .meta(described("Why it was declined, in Stripe's codes")),
  })
  .meta({ id: "TopUpConfirmed" });

export type TopUpConfirmed = z.infer<typeof topUpConfirmed>;
