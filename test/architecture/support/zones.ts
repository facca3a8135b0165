import type { Import } from "./imports.ts";

/**
 * Who may import what: patterns over `src/…` paths (`*` is anything) and names of packages (a
 * name stands for what lies below it too). A zone may always import itself. The first zone whose
 * `files` match a file is its zone.
 */
export interface Zone {
  readonly files: string;
  readonly imports: readonly string[];
}

const PORTS = "src/actions/*port*.ts";
const adapter = (name: string, ...sdk: string[]): Zone => ({
  files: `src/adapters/${name}/*`,
  imports: ["src/domain/*", "src/contract/*", PORTS, "src/config/env.ts", "zod", ...sdk],
});
const entry = (name: string, ...more: string[]): Zone => ({
  files: `src/${name}/*`,
  imports: ["src/actions/*", "src/contract/*", "src/domain/*", "src/config/env.ts", "zod", ...more],
});

export const ZONES: readonly Zone[] = [
  { files: "src/domain/*", imports: [] },
  { files: "src/contract/*", imports: ["src/domain/*", "zod"] },
  { files: "src/actions/*", imports: ["src/domain/*", "src/contract/*"] },
  {
    files: "src/service-object/*",
    imports: [
      ...["src/domain/*", "src/contract/*", PORTS, "src/compose/worker.ts", "src/config/env.ts"],
      ...["cloudflare:workers", "zod"],
    ],
  },
  adapter("stripe", "stripe"),
  adapter("cgrates"),
  adapter("d1", "drizzle-orm", "drizzle-kit"),
  adapter("mail", "cloudflare:email"),
  adapter("*"),
  entry("http", "src/views/*", "hono", "@hono/zod-validator", "uqr"),
  entry("consumers"),
  entry("cron"),
  { files: "src/cli/*", imports: ["src/contract/*", "src/domain/*", "node:*", "zod"] },
  // The build of the browser's code runs in Node; the code itself does not.
  {
    files: "src/ui/build.ts",
    imports: ["node:*", "esbuild"],
  },
  { files: "src/client/*", imports: ["src/contract/*", "src/domain/*", "src/views/*"] },
  { files: "src/views/*", imports: ["src/contract/*", "src/domain/*", "hono/jsx"] },
  {
    files: "src/config/env.ts",
    imports: ["src/domain/*", "src/contract/messages.ts", "src/object/service/object.ts", "zod"],
  },
  { files: "src/compose/worker.ts", imports: ["src/*", "cloudflare:workers"] },
  {
    files: "src/index.ts",
    imports: [
      ...[
        "src/compose/worker.ts",
        "src/config/env.ts",
        "src/http/app.ts",
        "src/http/*",
        "src/consumers/*",
      ],
      ...["src/cron/*", "src/service-object/*", "cloudflare:workers"],
    ],
  },
];

/** What is wrong with an import; null: nothing. */
export function trespass({ from, line, to }: Import, zones = ZONES): string | null {
  const zone = zones.find(({ files }) => matches(from, files));
  if (!zone) return `${from}: belongs to no zone; name it in test/architecture/support/zones.ts`;
  const own = zone.files.includes("*") && matches(to, ownFolder(zone.files, from));
  if (own || zone.imports.some((pattern) => matches(to, pattern))) return null;
  return `${from}:${line}: ${zone.files} must not import ${to}`;
}

/** An adapter's own folder is its own, not every adapter's. */
const ownFolder = (files: string, from: string) =>
  files === "src/adapters/*/*" ? `${from.split("/").slice(0, 3).join("/")}/*` : files;

function matches(name: string, pattern: string): boolean {
  if (!pattern.includes("*")) return name === pattern || name.startsWith(`${pattern}/`);
  const [head = "", ...rest] = pattern.split("*");
  if (!name.startsWith(head)) return false;
  let at = head.length;
  for (const part of rest) {
    const found = part === "" ? name.length : name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at === name.length || pattern.endsWith("*");
}
