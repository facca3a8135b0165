import type { Expected } from "./table.ts";

/** What the domain does in each cell of "Money"; `table.ts` compares it with the signs. */
export const UNPAID = {
  AW: {
    "intent recorded": "AW(recorded)",
    "intent recorded / another": "AW(cancel) cancel:pi_2",
    "authorized [later]": "RV PaymentAuthorized ReviewBegan",
    processing: "PR PaymentProcessing",
    declined: "AW PaymentDeclined",
    canceled: "CA PaymentCanceled",
    "succeeded, exact": "PD PaymentSucceeded DeliverDecided",
    "succeeded, exact / elevated": "PD PaymentSucceeded DeliverDecided",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "succeeded, other amount or currency / currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:7000 !wrong_amount",
    "another intent of this top-up succeeded": "PD PaymentSucceeded DeliverDecided cancel:pi_1",
    "another intent of this top-up succeeded / wrong": "AW +surplus:1 !surplus",
    "all of it refunded externally": "RD PaymentSucceeded ReturnDecided:refunded_externally",
    "part refunded externally, or disputed": "RV PaymentSucceeded ReviewBegan",
    "part refunded externally, or disputed / disputed": "RV PaymentSucceeded ReviewBegan",
    "review open at Stripe": "RV PaymentSucceeded ReviewBegan",
    "review closed: approved": "PD PaymentSucceeded DeliverDecided",
  },
  "AW reviews risk": {
    "succeeded, exact": "PD PaymentSucceeded DeliverDecided",
    "succeeded, exact / elevated": "RV PaymentSucceeded ReviewBegan",
  },
  "AW no intent": {
    "intent recorded": "AW(recorded) IntentRecorded",
  },
  PR: {
    "intent recorded": "PR(recorded)",
    "intent recorded / another": "PR(cancel) cancel:pi_2",
    "authorized [later]": "PR",
    processing: "PR",
    declined: "AW PaymentDeclined",
    canceled: "CA PaymentCanceled",
    "succeeded, exact": "PD PaymentSucceeded DeliverDecided",
    "succeeded, exact / elevated": "PD PaymentSucceeded DeliverDecided",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "another intent of this top-up succeeded": "PD PaymentSucceeded DeliverDecided cancel:pi_1",
    "all of it refunded externally": "RD PaymentSucceeded ReturnDecided:refunded_externally",
    "part refunded externally, or disputed": "RV PaymentSucceeded ReviewBegan",
    "review open at Stripe": "RV PaymentSucceeded ReviewBegan",
    "review closed: approved": "PD PaymentSucceeded DeliverDecided",
  },
  "PR reviews risk": {
    "succeeded, exact / elevated": "RV PaymentSucceeded ReviewBegan",
  },
  "CN reviews risk": {
    "succeeded, exact / elevated": "RV PaymentSucceeded ReviewBegan",
  },
  CN: {
    "intent recorded": "CN(cancel)",
    "intent recorded / another": "CN(cancel) cancel:pi_2",
    "authorized [later]": "CN cancel:pi_1",
    processing: "PR PaymentProcessing",
    declined: "CN Noted",
    canceled: "CA PaymentCanceled",
    "succeeded, exact": "PD PaymentSucceeded DeliverDecided",
    "succeeded, exact / elevated": "PD PaymentSucceeded DeliverDecided",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "another intent of this top-up succeeded": "PD PaymentSucceeded DeliverDecided cancel:pi_1",
    "all of it refunded externally": "RD PaymentSucceeded ReturnDecided:refunded_externally",
    "part refunded externally, or disputed": "RV PaymentSucceeded ReviewBegan",
    "review open at Stripe": "RV PaymentSucceeded ReviewBegan",
    "review closed: approved": "PD PaymentSucceeded DeliverDecided",
  },
  CA: {
    "intent recorded": "CA(cancel) cancel:pi_1",
    "intent recorded / another": "CA(cancel) cancel:pi_2",
    "authorized [later]": "CA cancel:pi_1",
    processing: "PR PaymentProcessing",
    declined: "CA Noted cancel:pi_1",
    canceled: "CA",
    "succeeded, exact": "PD PaymentSucceeded DeliverDecided",
    "succeeded, exact / service closed":
      "RF PaymentSucceeded ReturnDecided:service_closed +return:7000",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "another intent of this top-up succeeded": "PD PaymentSucceeded DeliverDecided cancel:pi_1",
    "all of it refunded externally": "RD PaymentSucceeded ReturnDecided:refunded_externally",
    "part refunded externally, or disputed": "RV PaymentSucceeded ReviewBegan",
    "review open at Stripe": "RV PaymentSucceeded ReviewBegan",
    "review open at Stripe / service closed":
      "RF PaymentSucceeded ReturnDecided:service_closed +return:7000",
    "review closed: approved": "PD PaymentSucceeded DeliverDecided",
    "review closed: approved / service closed":
      "RF PaymentSucceeded ReturnDecided:service_closed +return:7000",
  },
  "CA never made": {
    "intent recorded": "CA(cancel) cancel:pi_1",
    canceled: "CA",
  },
  AP: {
    "intent recorded": "AP(cancel) cancel:pi_1 !impossible",
    "authorized [later]": "AP cancel:pi_1 !impossible",
    processing: "AP !impossible",
    declined: "AP !impossible",
    canceled: "AP",
    "succeeded, exact": "RV PaymentSucceeded ReviewBegan",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "another intent of this top-up succeeded": "RV PaymentSucceeded ReviewBegan",
    "all of it refunded externally": "RD PaymentSucceeded ReturnDecided:refunded_externally",
    "part refunded externally, or disputed": "RV PaymentSucceeded ReviewBegan",
    "review open at Stripe": "RV PaymentSucceeded ReviewBegan",
    "review closed: approved": "RV PaymentSucceeded ReviewBegan",
  },
  RV: {
    "intent recorded": "RV(recorded)",
    "intent recorded / another": "RV(cancel) cancel:pi_2",
    "authorized [later]": "RV",
    processing: "RV",
    declined: "RV",
    canceled: "RV !impossible",
    "succeeded, exact": "RV",
    "succeeded, other amount or currency": "RV !wrong_amount",
    "another intent of this top-up succeeded": "RV +surplus:7000 !surplus",
    "all of it refunded externally": "RD RefundedExternally ReturnDecided:refunded_externally",
    "part refunded externally, or disputed": "RV RefundedExternally",
    "part refunded externally, or disputed / disputed": "RV RefundedExternally",
    "review open at Stripe": "RV",
    "review closed: approved": "PD RiskRecorded DeliverDecided",
  },
  "RV elevated": {
    "succeeded, exact / elevated": "RV",
    "review open at Stripe": "RV RiskRecorded",
    "review closed: approved": "PD RiskRecorded DeliverDecided",
  },
  "RV authorized": {
    canceled: "CA PaymentCanceled",
    "succeeded, exact": "RV PaymentSucceeded",
    "succeeded, other amount or currency":
      "RF PaymentSucceeded ReturnDecided:wrong_amount +return:6999 !wrong_amount",
    "all of it refunded externally": "RD PaymentSucceeded ReturnDecided:refunded_externally",
    "part refunded externally, or disputed": "RV PaymentSucceeded",
  },
  "RV disputed": {
    "succeeded, exact": "RV RefundedExternally",
    "part refunded externally, or disputed / disputed": "RV",
    "review closed: approved": "RV RiskRecorded RefundedExternally",
  },
} satisfies Expected;
