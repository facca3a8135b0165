import type { Expected } from "./table.ts";

/** What the core does in each cell of the money table; `table.ts` holds the signs against it. */
export const UNPAID = {
  AW: {
    "intent recorded": "AW(recorded)",
    "intent recorded / another": "AW(cancel) cancel:pi_2",
    "authorised (held) [later]": "RV PaymentHeld ReviewBegan",
    processing: "PR PaymentProcessing",
    declined: "AW PaymentDeclined",
    canceled: "UN PaymentCanceled",
    "succeeded, exact": "PD PaymentSucceeded DeliveryDecided",
    "succeeded, exact / suspicious": "RV PaymentSucceeded ReviewBegan",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "succeeded, other amount or currency / currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:7000 !wrong_amount",
    "another intent of this top-up succeeded": "PD PaymentSucceeded DeliveryDecided cancel:pi_1",
    "another intent of this top-up succeeded / wrong": "AW +surplus:1 !surplus",
    "all of it returned outside": "RD PaymentSucceeded ReturnDecided:money_back",
    "part returned, or disputed": "RV PaymentSucceeded ReviewBegan",
    "part returned, or disputed / disputed": "RV PaymentSucceeded ReviewBegan",
  },
  "AW no intent": {
    "intent recorded": "AW(recorded) IntentRecorded",
  },
  PR: {
    "intent recorded": "PR(recorded)",
    "intent recorded / another": "PR(cancel) cancel:pi_2",
    "authorised (held) [later]": "PR",
    processing: "PR",
    declined: "AW PaymentDeclined",
    canceled: "UN PaymentCanceled",
    "succeeded, exact": "PD PaymentSucceeded DeliveryDecided",
    "succeeded, exact / suspicious": "RV PaymentSucceeded ReviewBegan",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "another intent of this top-up succeeded": "PD PaymentSucceeded DeliveryDecided cancel:pi_1",
    "all of it returned outside": "RD PaymentSucceeded ReturnDecided:money_back",
    "part returned, or disputed": "RV PaymentSucceeded ReviewBegan",
  },
  LP: {
    "intent recorded": "LP(cancel)",
    "intent recorded / another": "LP(cancel) cancel:pi_2",
    "authorised (held) [later]": "LP cancel:pi_1",
    processing: "PR PaymentProcessing",
    declined: "LP Noted",
    canceled: "UN PaymentCanceled",
    "succeeded, exact": "PD PaymentSucceeded DeliveryDecided",
    "succeeded, exact / suspicious": "RV PaymentSucceeded ReviewBegan",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "another intent of this top-up succeeded": "PD PaymentSucceeded DeliveryDecided cancel:pi_1",
    "all of it returned outside": "RD PaymentSucceeded ReturnDecided:money_back",
    "part returned, or disputed": "RV PaymentSucceeded ReviewBegan",
  },
  UN: {
    "intent recorded": "UN(cancel) cancel:pi_1",
    "intent recorded / another": "UN(cancel) cancel:pi_2",
    "authorised (held) [later]": "UN cancel:pi_1",
    processing: "PR PaymentProcessing",
    declined: "UN Noted cancel:pi_1",
    canceled: "UN",
    "succeeded, exact": "PD PaymentSucceeded DeliveryDecided",
    "succeeded, exact / service closed":
      "RF PaymentSucceeded ReturnDecided:service_closed +return:7000",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "another intent of this top-up succeeded": "PD PaymentSucceeded DeliveryDecided cancel:pi_1",
    "all of it returned outside": "RD PaymentSucceeded ReturnDecided:money_back",
    "part returned, or disputed": "RV PaymentSucceeded ReviewBegan",
  },
  "UN never made": {
    "intent recorded": "UN(cancel) cancel:pi_1",
    canceled: "UN",
  },
  AP: {
    "intent recorded": "AP(cancel) cancel:pi_1 !impossible",
    "authorised (held) [later]": "AP cancel:pi_1 !impossible",
    processing: "AP !impossible",
    declined: "AP !impossible",
    canceled: "AP",
    "succeeded, exact": "RV PaymentSucceeded ReviewBegan",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "another intent of this top-up succeeded": "RV PaymentSucceeded ReviewBegan",
    "all of it returned outside": "RD PaymentSucceeded ReturnDecided:money_back",
    "part returned, or disputed": "RV PaymentSucceeded ReviewBegan",
  },
  RV: {
    "intent recorded": "RV(recorded)",
    "intent recorded / another": "RV(cancel) cancel:pi_2",
    "authorised (held) [later]": "RV",
    processing: "RV",
    declined: "RV",
    canceled: "RV !impossible",
    "succeeded, exact": "RV",
    "succeeded, other amount or currency": "RV !wrong_amount",
    "another intent of this top-up succeeded": "RV +surplus:7000 !surplus",
    "all of it returned outside": "RD MoneyLeft ReturnDecided:money_back",
    "part returned, or disputed": "RV MoneyLeft",
    "part returned, or disputed / disputed": "RV MoneyLeft",
  },
  "RV held": {
    canceled: "UN PaymentCanceled",
    "succeeded, exact": "RV PaymentSucceeded",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "all of it returned outside": "RD PaymentSucceeded ReturnDecided:money_back",
    "part returned, or disputed": "RV PaymentSucceeded",
  },
  "RV disputed": {
    "succeeded, exact": "RV MoneyLeft",
    "part returned, or disputed / disputed": "RV",
  },
} satisfies Expected;
