import { createRoute } from "@hono/zod-openapi";
import { maskedEmailOf } from "../../app/base/mask-email.ts";
import type { CodesOf } from "../../app/base/refusal.ts";
import { confirmTopUp } from "../../app/payment/confirm-top-up.ts";
import {
  confirmRequest,
  type TopUpConfirmed,
  topUpConfirmed,
} from "../../contract/confirm-top-up.ts";
import { topUpJson } from "../../contract/top-up-json.ts";
import { toId } from "../../domain/base/ids.ts";
import type { TopUpView } from "../../domain/top-up/view.ts";
import { customerOf } from "../base/actors.ts";
import { defineRoute } from "../base/api-route.ts";
import { jsonAnswer, jsonBody } from "../base/declare-json.ts";
import { problems } from "../base/declare-problems.ts";
import { IN_FRONT_OF_BODY, type InFrontOfBody } from "../base/notes-in-front.ts";
import { problem } from "../base/problem.ts";
import { CONFIRMATION_TOKEN, PAID_TOP_UP } from "./examples.ts";
import { NO_STORE } from "./no-store.ts";
import { refOf, TOP_UP_PATH, topUpParams } from "./top-up-ref.ts";
import { topUpUrl } from "./top-up-url.ts";

const CONFIRMED = { payment: "sent", action: null, client_secret: null, error: null } as const;

const route = createRoute({
  method: "post",
  path: `${TOP_UP_PATH}/confirm`,
  operationId: "confirmTopUp",
  tags: ["Payment"],
  summary: "Tries to pay with what the customer entered",
  description:
    "Takes a confirmation token (`stripe.createConfirmationToken`, or the confirm handler of a " +
    "mobile SDK's payment sheet). The same token again is the same try and has the same answer. " +
    "At `action` give `client_secret` to `handleNextAction`, then post to `sync`; after " +
    "`declined` another token may be tried.",
  request: {
    params: topUpParams,
    body: jsonBody(confirmRequest, { confirmation_token: CONFIRMATION_TOKEN }),
  },
  responses: {
    200: jsonAnswer(topUpConfirmed, "What Stripe answered", { top_up: PAID_TOP_UP, ...CONFIRMED }),
    ...problems<CodesOf<typeof confirmTopUp> | InFrontOfBody>({
      ...IN_FRONT_OF_BODY,
      not_found: "no such top-up, or no such form of id",
      not_yours: "another session made it",
      payer_blocked: "the money of an earlier top-up was taken back with this card",
      wrong_state: "it was canceled, or it waits for an approval",
      too_many_requests:
        "more than 30 posts a minute from one session and address, 300 from one address; or many " +
        "cards were tried for services that were found by a typed number",
      too_many_declines:
        "too many cards were tried for this top-up, in this session or from this network",
      payment_system_unavailable:
        "Stripe is silent, so the outcome is unknown: the same token finds it out",
    }),
  },
});

/** POST …/confirm: the customer's card is tried. */
export const confirmTopUpRoute = defineRoute(route, async (c) => {
  const ports = c.get("ports");
  const ref = refOf(c.req.valid("param"));
  const confirmationToken = toId("ctoken", c.req.valid("json").confirmation_token);
  const pageUrlOf = (view: TopUpView) => topUpUrl(c, view);
  const input = { ...ref, confirmationToken, pageUrlOf };
  const done = await confirmTopUp(ports, customerOf(c), input);
  if (!done.ok) return problem(c, done.error);
  const { view, confirmed } = done.value;
  const { payment, action, clientSecret, error } = confirmed;
  const emailMasked = await maskedEmailOf(ports, ref);
  const answer: TopUpConfirmed = {
    top_up: topUpJson(view, { own: true, emailMasked }),
    payment,
    action,
    client_secret: clientSecret,
    error: error && {
      type: error.type,
      code: error.code,
      decline_code: error.declineCode,
      param: error.param,
    },
  };
  return c.json(answer, 200, NO_STORE);
});
