import type { ServiceView } from "../../../../contract/api.ts";
import { blockedView, NOW, serviceView, weakView } from "../../page/page.states.ts";
import type { balanceTree } from "./balance.ts";

const { balance, service } = serviceView();
type State = Omit<Parameters<typeof balanceTree>[0], "lang">;
const of = (view: ServiceView): State => ({ view, now: NOW, selfHref: "/?days=7" });
const reading = (over: Partial<ServiceView["balance"]>): State =>
  of(serviceView({ balance: { ...balance, ...over } }));
const stale = { ...balance, state: "stale" } as const;

export const BALANCE_STATES = {
  "days left": of(serviceView()),
  "weeks left": reading({ expiry: "2025-04-10T12:59:59.000Z" }),
  "ends today": reading({ expiry: "2025-01-08T12:59:59.000Z" }),
  ended: reading({ expiry: "2025-01-07T12:59:59.000Z" }),
  "never had days": reading({ expiry: null }),
  "no end": reading({ expiry: null, unlimited: true, base: null }),
  "old reading, being refreshed": reading({ state: "stale" }),
  "old reading of another day": reading({ state: "stale", read_at: "2025-01-07T03:02:00.000Z" }),
  unreadable: of(blockedView("balance_unreadable", { balance: { ...stale, expiry: null } })),
  "unreadable, last reading": of(blockedView("balance_unreadable", { balance: stale })),
  suspended: of(blockedView("service_suspended", { service: { ...service, status: "suspended" } })),
  closed: of(blockedView("service_suspended", { service: { ...service, status: "closed" } })),
  "typed number": of(weakView()),
} satisfies Readonly<Record<string, State>>;
