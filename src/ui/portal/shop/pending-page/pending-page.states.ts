import { serviceView, weakView } from "../../page/page.states.ts";
import type { PendingPage } from "./pending-page.tsx";

type State = Omit<Parameters<typeof PendingPage>[0], "site">;

export const PENDING_PAGE_STATES = {
  link: {
    service: serviceView().service,
    path: "/l/tok.en",
    quantity: 9,
    asks: { link: "tok.en" },
  },
  "typed number": {
    service: weakView().service,
    path: "/s/we.ak",
    quantity: 9,
    asks: { link: null, service_token: "we.ak" },
  },
  weeks: { service: serviceView().service, path: "/", quantity: 90, asks: { link: null } },
} satisfies Readonly<Record<string, State>>;
