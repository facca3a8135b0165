/** Headers of answers that hold a token or a top-up: no cache may keep them. */
export const NO_STORE = { "Cache-Control": "no-store" };
