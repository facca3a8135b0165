import type { Problem } from "../../contract/api.ts";
import type { ErrorCode } from "../../domain/base/errors.ts";

export const EXAMPLE_REQUEST_ID = "8f0c5b1e-6c1f-4c57-9f0a-3d1f7f0f5f51";
const TOP_UP_ID = "top_01jgzw9d6qf4s1yb0tkm7rvxja";
const SERVICE_ID = "svc_01jgzv4q8n6yb2dxk5rtm9we3h";

/** What a problem with this code carries besides what all have, as the document shows it. */
export const EXAMPLE_FIELDS: Partial<Record<ErrorCode, Partial<Problem>>> = {
  invalid_request: {
    errors: [{ field: "quantity", message: "must be 1 to 30", min: 1, max: 30 }],
  },
  beyond_horizon: {
    errors: [{ field: "quantity", message: "must be 1 to 12", min: 1, max: 12 }],
  },
  price_changed: { price: { minor: 7700, currency: "usd" }, quote: "eyJzZXJ2aWNlSWQiOiJzdmNf.Z8Q" },
  top_up_open: { top_up_id: TOP_UP_ID },
  already_paid: { top_up_id: TOP_UP_ID, service_id: SERVICE_ID },
  paid_recently: { top_up_id: TOP_UP_ID },
  wrong_state: { top_up_id: TOP_UP_ID, service_id: SERVICE_ID, state: "credited" },
  not_available: { top_up_id: TOP_UP_ID, service_id: SERVICE_ID, state: "credited" },
  human_check_needed: {
    human_check: {
      script_url: "https://challenges.cloudflare.com/turnstile/v0/api.js",
      site_key: "0x4AAAAAAADnPIDROzI0001",
      action: "pay",
    },
  },
  not_yours: { top_up_id: TOP_UP_ID, service_id: SERVICE_ID, state: "awaiting_payment" },
};
