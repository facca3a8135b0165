import type { Context } from "hono";

const urls = new WeakMap<Request, URL>();

/** The address of a request, parsed once: a dozen places ask for it, and none changes it. */
export function requestUrl(c: Context): Readonly<URL> {
  const { raw } = c.req;
  const known = urls.get(raw) ?? new URL(raw.url);
  urls.set(raw, known);
  return known;
}
