import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { type BuildOptions, type BuildResult, build, type Plugin } from "esbuild";

/** The catalogue: one file per language. */
const MESSAGES = "src/i18n/messages";
/** Draws the reference page of the API. */
const RENDERER = "node_modules/swagger-ui-dist";
const common = {
  bundle: true,
  metafile: true,
  minify: true,
  charset: "utf8",
  // As old as private methods: they need no helpers then, which would double the script.
  target: ["chrome94", "firefox93", "safari15.4"],
  logLevel: "warning",
  legalComments: "none",
  // A browser keeps a file for ever (public/_headers), so a changed one has another name.
  entryNames: "[name]-[hash]",
} satisfies BuildOptions;
type Built = BuildResult<typeof common>;

/** What was built: the files by their names without a hash, and the sources in them. */
export interface BuiltUi {
  readonly files: ReadonlyMap<string, string>;
  readonly inputs: ReadonlySet<string>;
}

/**
 * Bundles the portal's scripts and style sheets into `outdir`; run it from the project's root.
 * Scripts, one each per language: `shop.<lang>.js` is all that the first view waits for;
 * `checkout.<lang>.js` comes later, or with the page of a top-up; `support.<lang>.js` belongs to
 * the pages beside the four steps, and refreshes an old balance in the shop. `copy.js` has no
 * words; it is for small sign-in windows. Style sheets: `shop.css`, and `checkout.css` and
 * `support.css`, each of which contains it. `docs.js` and `docs.css` are the reference page of the
 * API. Each gets a hash of its content in its name, as in `shop-2XQ5AB7C.css`. Removes what an
 * earlier build left, except `kept`: files of the release before, for pages that are still open.
 * With `reloads` there is also `reload.js`, by which pages reload when there is a new build; never
 * for a deployment.
 */
export async function buildUi(
  outdir: string,
  { reloads = false, kept = [] }: { reloads?: boolean; kept?: readonly string[] } = {},
): Promise<BuiltUi> {
  const sheets = await build({
    ...common,
    entryPoints: {
      shop: "src/ui/portal/entry-shop.css",
      checkout: "src/ui/portal/entry-checkout.css",
      support: "src/ui/portal/entry-support.css",
    },
    outdir,
  });
  const copy = await build({
    ...common,
    entryPoints: { copy: "src/ui/portal/sign-in-window/sign-in-window.script.ts" },
    outdir,
    format: "esm",
  });
  const docs = await buildDocs(outdir);
  const results: Built[] = [sheets, copy, docs.result];
  for (const tag of languages()) results.push(...(await buildScripts(outdir, tag, sheets)));
  const files = new Map(results.flatMap((result) => [...filesOf(result)]));
  const names = [...files.values(), ...docs.kept];
  writeFileSync(`${outdir}/${NAMES}`, JSON.stringify(names.sort()));
  if (reloads) {
    writeFileSync(`${outdir}/reload.js`, RELOADS);
    writeFileSync(`${outdir}/${BUILD}`, digestOf(names));
    names.push("reload.js", BUILD);
  }
  for (const name of readdirSync(outdir)) {
    if (![NAMES, ...names, ...kept].includes(name)) rmSync(`${outdir}/${name}`, { force: true });
  }
  return {
    files,
    inputs: new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs))),
  };
}

/** Lists the files of a build, for the next release (`src/cli/keep-assets.ts`). */
const NAMES = "names.json";

/** What a bundle is called without its hash (`shop.en.js`), and its file. */
const filesOf = ({ metafile }: Built): [string, string][] =>
  Object.keys(metafile.outputs).map((path) => {
    const file = basename(path);
    return [file.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1"), file];
  });

/** The module that a Worker is bundled with in place of `src/ui/asset-url.ts`. */
export function assetUrlModule(files: ReadonlyMap<string, string>, reloads: boolean): string {
  const names = JSON.stringify(Object.fromEntries([...files].sort()), null, 2);
  return `// Written by src/ui/build.ts.
const FILES: Readonly<Record<string, string>> = ${names};
export function assetUrl(name: string): string {
  const file = FILES[name];
  if (file === undefined) throw new Error(\`\${name} was not built\`);
  return \`/assets/\${file}\`;
}
export const RELOAD_URL: string | null = ${reloads ? '"/assets/reload.js"' : "null"};
`;
}

/** The reference page, and its renderer as it comes; `_headers` lets browsers keep that. */
async function buildDocs(outdir: string): Promise<{ result: Built; kept: readonly string[] }> {
  const { version } = JSON.parse(readFileSync(`${RENDERER}/package.json`, "utf8")) as {
    version: string;
  };
  const kept = { js: `swagger-ui-${version}.js`, css: `swagger-ui-${version}.css` };
  const result = await build({
    ...common,
    entryPoints: ["src/ui/docs/docs.script.ts", "src/ui/docs/docs.css"],
    entryNames: "docs-[hash]",
    outdir,
    format: "iife",
    define: {
      RENDERER_SCRIPT_URL: JSON.stringify(`/assets/${kept.js}`),
      RENDERER_STYLE_URL: JSON.stringify(`/assets/${kept.css}`),
    },
  });
  copyFileSync(`${RENDERER}/swagger-ui-bundle.js`, join(outdir, kept.js));
  copyFileSync(`${RENDERER}/swagger-ui.css`, join(outdir, kept.css));
  return { result, kept: Object.values(kept) };
}

/** Tags of all languages: the names of the catalogue's files. */
export const languages = (): string[] =>
  readdirSync(MESSAGES).map((name) => name.replace(/\.json$/, ""));

/** Names the present build, for pages that reload. */
const BUILD = "build.txt";

/**
 * `reload.js`, which pages load in `npm run dev` and nowhere else: the page reloads when there is
 * another build. Asks once a second; a Worker that restarts does not answer.
 */
const RELOADS = `(async (first) => {
  const build = () => fetch("/assets/${BUILD}", { cache: "no-store" })
    .then((answer) => (answer.ok ? answer.text() : null), () => null);
  for (let now; ; await new Promise((then) => setTimeout(then, 1000))) {
    now = await build();
    first ??= now;
    if (now !== null && now !== first) return location.reload();
  }
})(null);`;

/** The names of the files say what is in them. */
const digestOf = (names: readonly string[]): string =>
  createHash("sha256").update(names.join()).digest("hex").slice(0, 16);

async function buildScripts(outdir: string, tag: string, sheets: Built): Promise<Built[]> {
  const script = { ...common, outdir, plugins: [withLanguage(tag)] };
  const [checkout, support] = [`checkout.${tag}`, `support.${tag}`];
  const later = await build({
    ...script,
    entryPoints: {
      [checkout]: "src/ui/portal/entry-checkout.ts",
      [support]: "src/ui/portal/entry-support.ts",
    },
    format: "esm",
    define: { CHECKOUT_SHEET_URL: addressIn(sheets, "checkout.css") },
  });
  const first = await build({
    ...script,
    entryPoints: { [`shop.${tag}`]: "src/ui/portal/entry-shop.ts" },
    format: "iife",
    define: {
      CHECKOUT_URL: addressIn(later, `${checkout}.js`),
      SUPPORT_URL: addressIn(later, `${support}.js`),
    },
  });
  return [later, first];
}

/** Address of a file that was built before, for a `define` in another one. */
const addressIn = (built: Built, name: string): string =>
  JSON.stringify(`/assets/${new Map(filesOf(built)).get(name)}`);

/** Modules in whose place a script takes those of its language. */
const SPOKEN = /\/i18n\/generated\/(messages|en)\.ts$/;

/**
 * Resolves imports of sentences to those of a language. Declares sentences, formats, markup and
 * domain free of side effects, so that a script contains only the sentences that it names; modules
 * that only the browser runs (`*.script.ts`, `entry-*.ts`) keep theirs.
 */
const withLanguage = (tag: string): Plugin => ({
  name: "with-language",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path).replace(SPOKEN, `/i18n/generated/${tag}.ts`);
      const isScript = /\.script\.ts$|\/entry-\w+\.ts$/.test(file);
      return { path: file, sideEffects: isScript || !/\/src\/(ui|i18n|domain)\//.test(file) };
    });
  },
});

/** Names of files of the release before that stay in `public/assets`, as JSON. */
const KEPT = ".tmp/ui/kept-assets.json";

async function main(): Promise<void> {
  // Only test/dev/dev.ts sets it, for the build that its Worker runs.
  const reloads = process.env.EDGE_TOPUP_RELOAD === "on";
  const kept = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, "utf8")) as string[]) : [];
  const { files } = await buildUi("public/assets", { reloads, kept });
  mkdirSync(".tmp/ui", { recursive: true });
  // Renamed, because a wrangler that is running may read it at any moment.
  writeFileSync(".tmp/ui/asset-url.new.ts", assetUrlModule(files, reloads));
  renameSync(".tmp/ui/asset-url.new.ts", ".tmp/ui/asset-url.ts");
}
if (import.meta.main) await main();
