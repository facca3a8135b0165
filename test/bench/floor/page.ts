import { Hono } from "hono";
import { html } from "hono/html";
import type { Env } from "./objects.ts";

interface Thing {
  readonly id: string;
  readonly body: string;
}

/** A plain page of Hono: one row of D1 and one object at once, a little markup, no more. */
export const plainPage = new Hono<{ Bindings: Env }>().get("/page", async (c) => {
  const { DB, FLOOR } = c.env;
  const id = c.req.query("id") ?? "";
  const [row, seq] = await Promise.all([
    DB.prepare("SELECT * FROM thing WHERE id = ?").bind(id).first<Thing>(),
    FLOOR.get(FLOOR.idFromName(id)).readSeq(),
  ]);
  return c.html(html`<!doctype html><html lang="en"><head><title>${id}</title></head>
    <body><h1>${id}</h1><p>${row?.body}, ${seq}</p></body></html>`);
});
