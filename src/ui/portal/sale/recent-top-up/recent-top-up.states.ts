import { EXPIRY, NOW } from "../../page/page.states.ts";
import type { RecentFacts } from "./recent-top-up.ts";

const PENDING: RecentFacts = {
  recent: {
    id: "top_7",
    paid_at: "2025-01-08T03:00:00.000Z",
    offer_kind: "days",
    quantity: 7,
    price: { minor: 7000, currency: "aud" },
    transaction_id: "TXN-123456",
    new_expiry: null,
  },
  now: NOW,
  serviceId: "svc_1",
  link: null,
  timeZone: "Australia/Sydney",
};
const recent = (over: Partial<RecentFacts["recent"]>): RecentFacts => ({
  ...PENDING,
  recent: { ...PENDING.recent, ...over },
});

export const RECENT_STATES = {
  pending: PENDING,
  added: recent({ new_expiry: EXPIRY }),
  "no transaction id yet": recent({ transaction_id: null }),
  "seconds ago": recent({ paid_at: "2025-01-08T03:01:45.000Z" }),
} satisfies Readonly<Record<string, RecentFacts>>;
