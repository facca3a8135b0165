import type { ServiceView } from "../../../../contract/api.ts";
import { blockedView, serviceView } from "../../page/page.states.ts";

const { balance, service } = serviceView();

/** Why nothing can be bought. */
export const NO_SALE_STATES = {
  unreadable: blockedView("balance_unreadable"),
  "payment system unavailable": blockedView("deployment_id_conflict"),
  suspended: blockedView("service_suspended", { service: { ...service, status: "suspended" } }),
  closed: blockedView("service_suspended", { service: { ...service, status: "closed" } }),
  "sales blocked": blockedView("service_sales_blocked"),
  "without end": blockedView("nothing_to_sell"),
  "beyond the horizon": blockedView("beyond_horizon", {
    balance: { ...balance, base: "2026-02-23T12:59:59Z" },
  }),
} satisfies Readonly<Record<string, ServiceView>>;
