/** What the states of the portal's components build on: one operator, one service, one moment. */
import type { ServiceView } from "../../../contract/api.ts";
import type { LegalFacts } from "../legal/legal.ts";
import type { BrandLook, Site } from "./site.ts";

/** 8 January 2025, 14:02 in Sydney; Unix ms. */
export const NOW = Date.parse("2025-01-08T03:02:00Z");
/** The end of the sample's balance: two days later, 23:59:59 in Sydney. */
export const EXPIRY = "2025-01-10T12:59:59.000Z";

/** A service with two days left that every customer may top up; `over` replaces parts of it. */
export function serviceView(over: Partial<ServiceView> = {}): ServiceView {
  return {
    identification: "strong",
    recent_top_up: null,
    service: {
      id: "svc_1",
      label: "Mobile data",
      kind: "mobile_data",
      status: "active",
      last_digits: "5678",
      time_zone: "Australia/Sydney",
    },
    service_token: "service-token",
    balance: {
      state: "read",
      read_at: "2025-01-08T03:02:00.000Z",
      expiry: EXPIRY,
      unlimited: false,
      base: EXPIRY,
    },
    blocked: null,
    offers: [
      {
        id: "off_1",
        kind: "days",
        name: "Days",
        currency: "aud",
        unit_minor: 1000,
        tiers: [{ from: 14, unit_minor: 970 }],
        min_quantity: 1,
        max_quantity: 30,
        end_rule: "end_of_day",
      },
    ],
    quotes: { off_1: { quote: "quote-1", expires_at: "2025-01-08T03:17:00.000Z" } },
    open_top_ups: [],
    livemode: false,
    ...over,
  };
}

/** The same service, found by a typed number: neither label nor balance is shown. */
export const weakView = (): ServiceView =>
  serviceView({
    identification: "weak",
    service: { ...serviceView().service, label: "", last_digits: "0994" },
    balance: { state: "hidden", read_at: null, expiry: null, unlimited: false, base: null },
  });

/** A service that nothing can be sold for. */
export const blockedView = (blocked: string, over: Partial<ServiceView> = {}): ServiceView =>
  serviceView({ blocked, offers: [], ...over });

/** An operator who has configured all that a paying page must show. */
export const LEGAL: LegalFacts = {
  merchant: {
    name: "Kestrel Mobile Pty Ltd",
    address: "1 Harbour St, Sydney NSW 2000",
    number: "ABN 51 824 753 556",
  },
  links: {
    terms: "https://kestrel.example/terms",
    refundPolicy: "https://kestrel.example/refunds",
    privacy: "https://kestrel.example/privacy",
  },
  statementDescriptor: "KESTREL MOBILE",
  withdrawalConsent: true,
};
export const BRAND: BrandLook = {
  name: "Kestrel Mobile",
  supportHref: "mailto:help@kestrel.example",
  livemode: false,
};
/** The frame of a page, without its language. */
export const SITE: Omit<Site, "lang"> = {
  brand: BRAND,
  address: "/",
  home: "/",
};
