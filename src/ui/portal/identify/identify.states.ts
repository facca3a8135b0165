import type { ServiceView } from "../../../contract/api.ts";
import { serviceView, weakView } from "../page/page.states.ts";
import type { IdentifyReason, TypedNumber } from "./identify-page.tsx";

interface IdentifyState {
  readonly why: IdentifyReason;
  readonly typed: TypedNumber | null;
}
const EMPTY: TypedNumber = { value: "", mistake: null };

export const IDENTIFY_STATES = {
  "not identified": { why: "not_identified", typed: EMPTY },
  several: { why: "several", typed: EMPTY },
  "dead link": { why: "link", typed: EMPTY },
  "typed number expired": { why: "expired", typed: EMPTY },
  "another device": { why: "asked", typed: EMPTY },
  "numbers cannot be typed": { why: "not_identified", typed: null },
  "dead link, numbers cannot be typed": { why: "link", typed: null },
  "mistake in the number": { why: "asked", typed: { value: "12", mistake: "12345" } },
} satisfies Readonly<Record<string, IdentifyState>>;

export const CONFIRM_STATES = {
  link: serviceView().service,
  "typed number": weakView().service,
} satisfies Readonly<Record<string, ServiceView["service"]>>;
