import type { ServiceView } from "../../../../contract/api.ts";
import { TOP_UP_STATES, type TopUpState } from "../../../../domain/top-up/states.ts";
import { serviceView } from "../../page/page.states.ts";
import { RECENT_STATES } from "../../sale/recent-top-up/recent-top-up.states.ts";

/** One open top-up of seven days. */
export const openTopUps = (state: TopUpState, own = false): ServiceView["open_top_ups"] => [
  {
    id: "top_7",
    state,
    own,
    offer_kind: "days",
    quantity: 7,
    price: { minor: 7000, currency: "aud" },
  },
];

/** One state per name of a top-up, begun on another device, and those of a recent payment. */
export const OPEN_TOP_UP_STATES: Readonly<Record<string, ServiceView>> = {
  ...Object.fromEntries(
    TOP_UP_STATES.map((name) => [name, serviceView({ open_top_ups: openTopUps(name) })]),
  ),
  "paid minutes ago, pending": serviceView({ recent_top_up: RECENT_STATES.pending.recent }),
  "paid minutes ago, added": serviceView({ recent_top_up: RECENT_STATES.added.recent }),
};
