import type { Import } from "./imports.ts";

/**
 * A room of the map (src/README.md) and what it may import. Paths are folders or files from the
 * top of the repository; a folder stands for everything below it. A room may always import itself.
 */
export interface Zone {
  readonly room: string;
  readonly imports: readonly string[];
  /** Only their types: the import is erased, so nothing of them is in the bundle. */
  readonly types?: readonly string[];
  /** Names of packages; a name stands for what lies below it too (`hono`, `hono/cookie`). */
  readonly packages?: readonly string[];
}

const DOMAIN = "src/domain";
const CONTRACT = "src/contract";
const PORTS = "src/app/ports";
/** Words and formats: a language is data, so any ring may speak it but the core. */
const I18N = "src/i18n";
const app = (noun: string): string => `src/app/${noun}`;
const domain = (noun: string, ...below: string[]): Zone => ({
  room: `${DOMAIN}/${noun}`,
  imports: below.map((each) => `${DOMAIN}/${each}`),
});
const useCases = (noun: string, ...below: string[]): Zone => ({
  room: app(noun),
  imports: [DOMAIN, I18N, CONTRACT, PORTS, app("base"), ...below.map(app)],
});

/** From the innermost ring outwards; inside a ring from the lowest room upwards. */
const DOMAIN_ROOMS: readonly Zone[] = [
  domain("base"),
  domain("ocs", "base"),
  // A kind of offer brings its own validity, orders and evidence.
  domain("offer", "base", "ocs"),
  domain("payment", "base"),
  // Keys, scopes and brands of people and machines.
  domain("operator", "base"),
  domain("refund", "base", "offer", "ocs", "payment"),
  domain("top-up", "base", "offer", "ocs", "operator", "payment", "refund"),
  domain("ledger", "base", "offer", "ocs", "operator", "payment", "refund", "top-up"),
];

const UP_TO_PAYMENT = ["identification", "sale", "payment"];
const NATIVE_USE_CASES: readonly Zone[] = [
  useCases("identification"),
  useCases("sale", "identification"),
  useCases("payment", "identification", "sale"),
  useCases("refund", ...UP_TO_PAYMENT),
  useCases("operator", ...UP_TO_PAYMENT),
  useCases("recovery", ...UP_TO_PAYMENT),
  useCases("reconciliation", ...UP_TO_PAYMENT),
  useCases("provisioning"),
  useCases("notice"),
  useCases("ledger"),
  useCases("webhook-out"),
  useCases("alert", "webhook-out"),
];
const APP_ROOMS: readonly Zone[] = [
  { room: PORTS, imports: [DOMAIN, CONTRACT] },
  { room: app("base"), imports: [DOMAIN, CONTRACT, PORTS] },
  ...NATIVE_USE_CASES,
  useCases("legacy", ...UP_TO_PAYMENT),
];
/** Everything of `app` but `legacy`, which only `http/legacy` may import. */
const NATIVE_APP = [PORTS, app("base"), ...NATIVE_USE_CASES.map(({ room }) => room)];

/** One adapter knows one neighbour, and only its SDK; the others need none. */
const SDKS: Readonly<Record<string, readonly string[]>> = {
  stripe: ["stripe"],
  d1: ["drizzle-orm", "drizzle-kit"],
  mail: ["cloudflare:email"],
  // Which request a line belongs to, whatever was awaited since.
  log: ["node:async_hooks"],
  "phone-numbers": ["libphonenumber-js"],
};
const adapter = (name: string): Zone => ({
  room: `src/adapters/${name}`,
  imports: [DOMAIN, I18N, CONTRACT, PORTS],
  packages: ["zod", ...(SDKS[name] ?? [])],
});

const HTTP_BASE = "src/http/base";
const MIDDLEWARE = "src/http/middleware";
/** `src/ui/asset-url.ts`, or what the build puts in its place. */
const ASSET_URL = "#asset-url";
const HTTP_PACKAGES = ["hono", "@hono/zod-openapi", "@hono/zod-validator", "zod"];
const http = (room: string, ...more: string[]): Zone => ({
  room,
  imports: [...NATIVE_APP, CONTRACT, DOMAIN, I18N, ...more],
  types: ["src/config"],
  packages: HTTP_PACKAGES,
});
const UI = ["src/ui/kit"];
const HTTP_ROOMS: readonly Zone[] = [
  http(HTTP_BASE),
  http(MIDDLEWARE, HTTP_BASE),
  {
    ...http("src/http/api", MIDDLEWARE, HTTP_BASE),
    packages: [...HTTP_PACKAGES, ASSET_URL],
  },
  http("src/http/operator", MIDDLEWARE, HTTP_BASE),
  http("src/http/webhooks", MIDDLEWARE, HTTP_BASE),
  http("src/http/legacy", MIDDLEWARE, HTTP_BASE, app("legacy")),
  {
    ...http("src/http/portal", MIDDLEWARE, HTTP_BASE, "src/ui/portal", ...UI),
    packages: [...HTTP_PACKAGES, "uqr"],
  },
  http("src/http/app.ts", "src/http"),
];

const UI_ROOMS: readonly Zone[] = [
  // The build of the browser's code runs in Node; the code itself does not.
  { room: "src/ui/build.ts", imports: [], packages: ["node:*", "esbuild"] },
  {
    room: "src/ui/kit",
    imports: [DOMAIN, I18N],
    types: [CONTRACT],
    packages: ["hono/jsx", "hono/html", "hono/utils/html"],
  },
  { room: "src/ui/asset-url.ts", imports: [] },
  // The frame of the API's reference page; its renderer is an asset, not an import.
  { room: "src/ui/docs", imports: [] },
  {
    room: "src/ui/portal",
    imports: [DOMAIN, I18N, ...UI],
    types: [CONTRACT],
    packages: ["hono/jsx", ASSET_URL],
  },
];

const I18N_ROOMS: readonly Zone[] = [
  // Makes the modules of the catalogue; runs in Node.
  {
    room: `${I18N}/generator`,
    imports: [],
    packages: ["node:*", "zod", "@formatjs/icu-messageformat-parser"],
  },
  { room: I18N, imports: [`${DOMAIN}/base`] },
];

const OUTER_ROOMS: readonly Zone[] = [
  { room: CONTRACT, imports: [DOMAIN], packages: ["zod"] },
  // zod by its path, because the bundle's alias for it stands here.
  {
    room: "src/config",
    imports: [DOMAIN, CONTRACT, I18N, "node_modules/zod", "package.json"],
    packages: ["zod"],
  },
  { room: "src/object/storage", imports: [] },
  {
    room: "src/object/service",
    imports: [DOMAIN, CONTRACT, "src/object/storage"],
    types: [PORTS],
    packages: ["cloudflare:workers"],
  },
  {
    // Nothing of top-ups, offers or money: a keyed object takes no decision of the domain.
    room: "src/object/keyed",
    imports: [`${DOMAIN}/base`, "src/object/storage"],
    types: [PORTS],
    packages: ["cloudflare:workers"],
  },
  { room: "src/triggers", imports: [...NATIVE_APP, CONTRACT, DOMAIN, I18N] },
  // The cases of one vendor try the bytes that its adapter sends.
  {
    room: "src/cli/conformance",
    imports: [DOMAIN, "src/adapters/cgrates/set-balance.ts", "src/adapters/cgrates/json-rpc.ts"],
    packages: ["node:*"],
  },
  // Says before the deployment what the Worker would refuse at start, by the Worker's own schema,
  // and asks Stripe for exactly what its adapter needs and this version handles.
  {
    room: "src/cli/deploy",
    imports: [
      CONTRACT,
      DOMAIN,
      "src/config/settings.ts",
      "src/config/settings-of.ts",
      "src/adapters/stripe/client.ts",
      "src/adapters/stripe/permissions.ts",
    ],
    packages: ["node:*", "stripe", "wrangler", "zod"],
  },
  { room: "src/cli", imports: [CONTRACT, DOMAIN], packages: ["node:*", "wrangler"] },
  {
    room: "src/compose",
    imports: [
      DOMAIN,
      I18N,
      CONTRACT,
      ...NATIVE_APP,
      "src/adapters",
      "src/object",
      "src/http",
      "src/ui",
      "src/config",
    ],
    packages: ["cloudflare:workers"],
  },
  {
    room: "src/index.ts",
    imports: [
      DOMAIN,
      I18N,
      CONTRACT,
      ...NATIVE_APP,
      "src/adapters",
      "src/object",
      "src/http",
      "src/ui",
      "src/config",
      "src/triggers",
      "src/compose",
    ],
    packages: ["cloudflare:workers"],
  },
];

export const ZONES: readonly Zone[] = [
  ...DOMAIN_ROOMS,
  ...I18N_ROOMS,
  ...APP_ROOMS,
  ...HTTP_ROOMS,
  ...UI_ROOMS,
  ...OUTER_ROOMS,
];

/** The room that a file lies in: a row of the table, or any folder of `src/adapters`. */
export function zoneOf(file: string): Zone | null {
  const [, name] = /^src\/adapters\/([^/]+)\//.exec(file) ?? [];
  if (name !== undefined) return adapter(name);
  return ZONES.find(({ room }) => lies(file, room)) ?? null;
}

const NEEDS_NO_ROOM = /\.md$|^src\/docs\/pictures\/[\w-]+\.png$|\/tsconfig\.json$/;

/** Files that lie in no room, so that no rule reads them; documents need none. */
export const homeless = (paths: readonly string[]): string[] =>
  paths.filter((path) => !NEEDS_NO_ROOM.test(path) && zoneOf(path) === null);

/** What is wrong with an import; null: nothing. */
export function trespass({ from, line, to, isPackage, typeOnly }: Import): string | null {
  const zone = zoneOf(from);
  if (!zone) return `${from}: belongs to no room; name it in test/architecture/support/zones.ts`;
  const allowed = isPackage ? (zone.packages ?? []) : [zone.room, ...zone.imports];
  if (allowed.some((one) => lies(to, one))) return null;
  const asType = (zone.types ?? []).some((one) => lies(to, one));
  if (asType && typeOnly) return null;
  const only = asType ? " (its types: `import type`)" : "";
  return `${from}:${line}: ${zone.room} must not import ${to}${only}`;
}

/** Whether a path lies in a folder, or is that file, or is that package or below it. */
function lies(path: string, place: string): boolean {
  if (place.endsWith(":*")) return path.startsWith(place.slice(0, -1));
  return path === place || path.startsWith(`${place}/`);
}

/** Files that a browser runs: they touch the document, so no server may load them. */
const isScript = (path: string) => path.endsWith(".script.ts");

/** A script is imported by scripts and by the entry of a bundle, never by the server. */
export function loadsScript({ from, line, to }: Import): string | null {
  if (!isScript(to) || isScript(from) || /\/entry-[\w-]+\.ts$/.test(from)) return null;
  return `${from}:${line}: only a script or an entry of a bundle may import ${to}`;
}

/** Pairs of rooms of which the first may import the second, or its types. */
export function allowedPairs(): readonly (readonly [string, string])[] {
  const zones = [...ZONES, adapter("any")];
  return zones.flatMap(({ room, imports, types = [] }) =>
    zones
      .filter((other) => other.room !== room)
      .filter((other) => [...imports, ...types].some((place) => lies(other.room, place)))
      .map((other) => [room, other.room] as const),
  );
}

/** The room of a file for circles of rooms: a row of the table, or the file where there is none. */
export const roomOf = (file: string): string => zoneOf(file)?.room ?? file;

/** Imports between rooms; those inside one room, and of packages, are none. */
export const betweenRooms = (imports: readonly Import[]): Import[] =>
  imports
    .filter(({ isPackage }) => !isPackage)
    .map((one) => ({ ...one, from: roomOf(one.from), to: roomOf(one.to) }))
    .filter(({ from, to }) => from !== to);
