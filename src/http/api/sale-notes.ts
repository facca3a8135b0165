import type { SaleRefusal } from "../../app/sale/may-sell.ts";
import type { Notes } from "../base/declare-problems.ts";

/** When nothing, or not this much, can be sold. */
export const SALE_NOTES = {
  invalid_request:
    "a field is missing, unknown or wrong, or the quantity is outside what the offer sells",
  service_suspended: "the service is suspended or closed",
  service_sales_blocked: "its brand cannot be used, or a typed number may not know why",
  balance_unreadable: "the charging system did not answer, or has no such account: no sale",
  nothing_to_sell: "the service has no end, so nothing can be added",
  beyond_horizon: "the new end would lie more than 400 days ahead; `errors` tells how many fit",
} as const satisfies Notes<SaleRefusal>;
