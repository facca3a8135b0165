import type { Notes } from "./declare-problems.ts";

/** Refusals that are answered before a handler runs: in front of any route. */
export const IN_FRONT = {
  internal: "a fault of ours, logged with `request_id`; a post with a key may be repeated",
  temporarily_unavailable: "the database does not answer; the same request may be repeated",
} as const satisfies Notes<"internal" | "temporarily_unavailable">;

const ANY_POST = {
  ...IN_FRONT,
  body_too_large: "the body has more than 64 KiB",
  too_many_requests:
    "more than 30 posts a minute from one session and address, or 300 from one address",
  cross_site_form: "a browser sent it from a page of another host",
} as const satisfies Notes<
  keyof typeof IN_FRONT | "body_too_large" | "too_many_requests" | "cross_site_form"
>;

/** In front of a post without a body. */
export const IN_FRONT_OF_POST = {
  ...ANY_POST,
  invalid_request: "the body holds fields, although this call takes none",
} as const satisfies Notes<keyof typeof ANY_POST | "invalid_request">;

/** In front of a post with a JSON body. */
export const IN_FRONT_OF_BODY = {
  ...ANY_POST,
  invalid_request: "a field is missing, unknown or wrong; `errors` names each",
  unsupported_media_type: "the content type is not `application/json`",
} as const satisfies Notes<keyof typeof ANY_POST | "invalid_request" | "unsupported_media_type">;

export type InFront = keyof typeof IN_FRONT;
export type InFrontOfPost = keyof typeof IN_FRONT_OF_POST;
export type InFrontOfBody = keyof typeof IN_FRONT_OF_BODY;
