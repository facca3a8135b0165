import { OpenAPIHono, type RouteConfig, type RouteHandler } from "@hono/zod-openapi";
import type { Context, Handler, MiddlewareHandler } from "hono";
import * as z from "zod";
import { type FieldError, fieldErrors, parseJson } from "../../contract/parse.ts";
import { isJson, readNothing } from "./body.ts";
import type { HttpEnv } from "./http-env.ts";
import { problem } from "./problem.ts";

/** Routes that are declared once: what is checked, answered and documented. */
export type Api = OpenAPIHono<HttpEnv>;
/** Puts one declared route into an API. */
export type Mount = (api: Api) => void;

/** An API of these routes. */
export function apiOf(mounts: readonly Mount[]): Api {
  const api: Api = new OpenAPIHono<HttpEnv>();
  for (const mount of mounts) mount(api);
  return api;
}

/**
 * A route of an API: its declaration (`createRoute`) and its handler, which may answer only with
 * what is declared; the compiler sees to that. The declaration checks the request: a wrong field is
 * refused with `invalid_request`, which names all of them; an id of the wrong form in the path with
 * `not_found`; another content type with `unsupported_media_type`. A post without a declared body
 * carries nothing, or `{}`.
 */
export function defineRoute<R extends RouteConfig>(
  route: R,
  handler: RouteHandler<R, HttpEnv>,
): Mount {
  const body = bodySchema(route);
  const before = ["post", "put"].includes(route.method)
    ? body
      ? [expectsJson]
      : [expectsNothing]
    : [];
  const config: RouteConfig = { ...route, middleware: before };
  const hook = async (checked: Checked, c: Context<HttpEnv>): Promise<Response | undefined> => {
    if (checked.success) return undefined;
    if (checked.target === "param") return problem(c, { code: "not_found" });
    const errors = checked.error.issues.flatMap((issue) => fieldErrors(issue));
    const named = checked.target === "header" ? errors.map(inHeader) : errors;
    // Headers are checked before the body; the caller gets to know all that is wrong at once.
    const ofBody = checked.target === "header" && body ? await bodyErrors(c, body) : [];
    return problem(c, { code: "invalid_request", errors: [...ofBody, ...named] });
  };
  return (api) => {
    api.openapi(config, counted(handler as Handler<HttpEnv>), hook as never);
  };
}

/** A post counts when it was checked: what is malformed uses up no customer's allowance. */
const counted =
  (handler: Handler<HttpEnv>): Handler<HttpEnv> =>
  async (c, next) =>
    (await c.get("refusePost")?.()) ?? handler(c, next);

const JSON_TYPE = "application/json";

type Checked = { readonly target: string } & (
  | { readonly success: true }
  | { readonly success: false; readonly error: z.ZodError }
);

function bodySchema({ request }: RouteConfig): z.ZodType | null {
  const json = request?.body?.content["application/json"];
  return json && "schema" in json && json.schema instanceof z.ZodType ? json.schema : null;
}

/** The validator behind it knows fewer spellings of the header than HTTP, so it gets one. */
const expectsJson: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (!isJson(c)) return problem(c, { code: "unsupported_media_type" });
  if (c.req.header("Content-Type") !== JSON_TYPE) {
    const headers = new Headers(c.req.raw.headers);
    headers.set("Content-Type", JSON_TYPE);
    c.req.raw = new Request(c.req.raw, { headers });
  }
  return next();
};

const expectsNothing: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const body = await readNothing(c);
  return body.ok ? next() : problem(c, body.error);
};

async function bodyErrors(c: Context<HttpEnv>, schema: z.ZodType): Promise<FieldError[]> {
  const text = await c.req.text();
  const parsed = parseJson(text, schema);
  return parsed.ok ? [] : [...parsed.error];
}

/** A header as people write it: `idempotency-key` as `Idempotency-Key`. */
export const headerName = (name: string): string =>
  name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

const inHeader = (error: FieldError): FieldError => ({ ...error, field: headerName(error.field) });
