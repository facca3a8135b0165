import type { ServiceView } from "../../../../contract/api.ts";
import { serviceView, weakView } from "../../page/page.states.ts";
import { openTopUps } from "../open-top-ups/open-top-ups.states.ts";

interface State {
  readonly view: ServiceView;
  readonly quantity: number;
}
const { balance, offers } = serviceView();
const limited = offers.map((offer) => ({ ...offer, max_quantity: 20 }));
const several = offers.flatMap((offer) => [
  { ...offer, name: "Mobile data" },
  { ...offer, id: "off_2", name: "Wi-Fi", unit_minor: 400, tiers: [] },
]);
/** Twenty more days reach the horizon of 400 days. */
const NEAR_HORIZON = "2026-01-23T12:59:59.000Z";

export const DAYS_PANEL_STATES = {
  "days left": { view: serviceView(), quantity: 7 },
  "one day": { view: serviceView(), quantity: 1 },
  "volume price": { view: serviceView(), quantity: 30 },
  "none left": {
    view: serviceView({ balance: { ...balance, expiry: null, base: null } }),
    quantity: 7,
  },
  "days pending": { view: serviceView({ open_top_ups: openTopUps("paid") }), quantity: 7 },
  "limited by the horizon": {
    view: serviceView({
      balance: { ...balance, expiry: NEAR_HORIZON, base: NEAR_HORIZON },
      offers: limited,
    }),
    quantity: 7,
  },
  "several offers": { view: serviceView({ offers: several }), quantity: 7 },
  "typed number": { view: weakView(), quantity: 7 },
} satisfies Readonly<Record<string, State>>;
