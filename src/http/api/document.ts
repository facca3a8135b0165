import { OpenAPIHono } from "@hono/zod-openapi";
import { type Api, headerName } from "../base/api-route.ts";
import { SESSION_COOKIE } from "../base/session-cookie.ts";
import { ABOUT_API, TAGS } from "./document-words.ts";

/** An OpenAPI 3.1 document. */
export type Document = { readonly openapi: "3.1.0" } & Record<string, unknown>;

const SESSION = {
  type: "apiKey",
  in: "cookie",
  name: `__Host-${SESSION_COOKIE}`,
  description:
    "Set by the first answer (without `__Host-` under http, as in development). It opens " +
    "nothing; it only proves that the caller is the one that made a top-up. Servers leave it out.",
} as const;

const OPERATOR_KEY = {
  type: "http",
  scheme: "bearer",
  description: "The token of a key (`etk_…`), which an administrator makes; for `/api/operator`.",
} as const;

/** The document of everything that these APIs declare; `serverUrl`: where this deployment lives. */
export function documentOf(apis: readonly Api[], serverUrl: string): Document {
  const all = new OpenAPIHono();
  for (const api of apis) all.route("/", api);
  all.openAPIRegistry.registerComponent("securitySchemes", "session", SESSION);
  all.openAPIRegistry.registerComponent("securitySchemes", "operatorKey", OPERATOR_KEY);
  const made = all.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "edge-topup",
      version: "1",
      description: ABOUT_API,
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    servers: [{ url: serverUrl }],
    security: [{ session: [] }, {}],
    tags: [...TAGS],
  });
  for (const item of Object.values(made.paths ?? {})) {
    for (const { parameters = [] } of [item.get, item.post].filter((one) => one !== undefined)) {
      // The validator reads headers in lower case; people write them like this.
      for (const one of parameters) if ("in" in one && one.in === "header") rename(one);
    }
  }
  return { ...made, openapi: "3.1.0" };
}

function rename(header: { name: string }): void {
  header.name = headerName(header.name);
}
