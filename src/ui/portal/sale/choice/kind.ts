import * as m from "../../../../i18n/generated/messages.ts";

const KINDS = {
  mobile_data: { title: m.kinds_mobile_data_title, goods: m.kinds_mobile_data_goods },
  hotspot_dongle: { title: m.kinds_hotspot_dongle_title, goods: m.kinds_hotspot_dongle_goods },
  fixed_wireless: { title: m.kinds_fixed_wireless_title, goods: m.kinds_fixed_wireless_goods },
} as const;
type Kinds = typeof KINDS;

/** The words for a kind of service; those for mobile data where the kind has none of its own. */
export const kindMessages = (kind: string): Kinds[keyof Kinds] =>
  KINDS[Object.hasOwn(KINDS, kind) ? (kind as keyof Kinds) : "mobile_data"];
