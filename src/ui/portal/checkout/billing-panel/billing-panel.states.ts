import { NO_BILLING } from "../../sale/billing/billing.ts";
import type { billingPanel } from "./billing-panel.ts";

type State = Omit<Parameters<typeof billingPanel>[1], "choice" | "action">;

export const BILLING_STATES = {
  empty: { billing: NO_BILLING, mistakes: {} },
  filled: {
    billing: { first_name: "Sam", last_name: "Rivera", email: "sam@example.com" },
    mistakes: {},
  },
  mistakes: {
    billing: { ...NO_BILLING, email: "sam" },
    mistakes: { first_name: "1", last_name: "2", email: "3" },
  },
} satisfies Readonly<Record<string, State>>;
