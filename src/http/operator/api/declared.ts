/** What the routes of other systems have in common. */
import type { Notes } from "../../base/declare-problems.ts";
import { IN_FRONT } from "../../base/notes-in-front.ts";

export const SECURED = { tags: ["Operator"], security: [{ operatorKey: [] }] };
export const NO_STORE = { "Cache-Control": "no-store" };
/** In front of every route with a key. */
export const IN_FRONT_OF_KEY = {
  ...IN_FRONT,
  unauthorized: "no token of a live key in `Authorization: Bearer`",
  forbidden: "the key lacks what `scope` names",
  too_many_requests: "the key made more than 600 calls in this minute",
} as const satisfies Notes<
  keyof typeof IN_FRONT | "unauthorized" | "forbidden" | "too_many_requests"
>;
export type InFrontOfKey = keyof typeof IN_FRONT_OF_KEY;
export const UUID = "9f1b6d1e-2f0a-4c55-8a54-3a3f0f5e8d01";
