import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
} satisfies BuildOptions;

/**
 * Bundles the portal's scripts and style sheets into `outdir`; run it from the project's root.
 * Scripts, one each per language: `shop.<lang>.js` is all that the first view waits for;
 * `checkout.<lang>.js` comes later, or with the page of a top-up; `support.<lang>.js` belongs to
 * the pages beside the four steps, and refreshes an old balance in the shop. `copy.js` has no
 * words; it is for small sign-in windows. Style sheets: `shop.css`, and `checkout.css` and
 * `support.css`, each of which contains it. `docs.js` and `docs.css` are the reference page of the
 * API. Resolves to the paths of all files that are in a bundle. With `reloads` a page reloads when
 * there is a new build; never for a deployment.
 */
export async function buildUi(
  outdir: string,
  { reloads = false } = {},
): Promise<ReadonlySet<string>> {
  const results: BuildResult<typeof common>[] = [];
  const footer = { js: reloads ? RELOADS : "" };
  for (const tag of languages()) results.push(...(await buildScripts(outdir, tag, footer)));
  const copy = await build({
    ...common,
    entryPoints: { copy: "src/ui/portal/sign-in-window/sign-in-window.script.ts" },
    outdir,
    format: "esm",
  });
  const sheets = await build({
    ...common,
    entryPoints: {
      shop: "src/ui/portal/entry-shop.css",
      checkout: "src/ui/portal/entry-checkout.css",
      support: "src/ui/portal/entry-support.css",
    },
    outdir,
  });
  results.push(copy, sheets, await buildDocs(outdir));
  if (reloads) writeFileSync(`${outdir}/${BUILD}`, digestOf(outdir));
  else rmSync(`${outdir}/${BUILD}`, { force: true });
  return new Set(results.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/** The reference page, and its renderer as it comes; `_headers` lets browsers keep that. */
async function buildDocs(outdir: string): Promise<BuildResult<typeof common>> {
  const { version } = JSON.parse(readFileSync(`${RENDERER}/package.json`, "utf8")) as {
    version: string;
  };
  const kept = { js: `swagger-ui-${version}.js`, css: `swagger-ui-${version}.css` };
  const result = await build({
    ...common,
    entryPoints: ["src/ui/docs/docs.script.ts", "src/ui/docs/docs.css"],
    entryNames: "docs",
    outdir,
    format: "iife",
    define: {
      RENDERER_SCRIPT_URL: JSON.stringify(`/assets/${kept.js}`),
      RENDERER_STYLE_URL: JSON.stringify(`/assets/${kept.css}`),
    },
  });
  copyFileSync(`${RENDERER}/swagger-ui-bundle.js`, join(outdir, kept.js));
  copyFileSync(`${RENDERER}/swagger-ui.css`, join(outdir, kept.css));
  return result;
}

/** Tags of all languages: the names of the catalogue's files. */
export const languages = (): string[] =>
  readdirSync(MESSAGES).map((name) => name.replace(/\.json$/, ""));

/** Names the present build, for pages that reload. */
const BUILD = "build.txt";

/**
 * Stands at the end of every script that `npm run dev` builds, and of no other: the page reloads
 * when there is another build. Asks once a second; a Worker that restarts does not answer.
 */
const RELOADS = `window.reloads ??= (async (first) => {
  const build = () => fetch("/assets/${BUILD}", { cache: "no-store" })
    .then((answer) => (answer.ok ? answer.text() : null), () => null);
  for (let now; ; await new Promise((then) => setTimeout(then, 1000))) {
    now = await build();
    first ??= now;
    if (now !== null && now !== first) return location.reload();
  }
})(null);`;

function digestOf(outdir: string): string {
  const hash = createHash("sha256");
  const names = readdirSync(outdir).filter((name) => /\.(js|css)$/.test(name));
  for (const name of names.sort()) hash.update(readFileSync(`${outdir}/${name}`));
  return hash.digest("hex").slice(0, 16);
}

async function buildScripts(
  outdir: string,
  tag: string,
  footer: { readonly js: string },
): Promise<readonly BuildResult<typeof common>[]> {
  const script = { ...common, outdir, footer, plugins: [withLanguage(tag)] };
  const [checkout, support] = [`checkout.${tag}`, `support.${tag}`];
  const later = await build({
    ...script,
    entryPoints: {
      [checkout]: "src/ui/portal/entry-checkout.ts",
      [support]: "src/ui/portal/entry-support.ts",
    },
    format: "esm",
  });
  const first = await build({
    ...script,
    entryPoints: { [`shop.${tag}`]: "src/ui/portal/entry-shop.ts" },
    format: "iife",
    define: { CHECKOUT_URL: addressOf(outdir, checkout), SUPPORT_URL: addressOf(outdir, support) },
  });
  return [later, first];
}

/** Address of a later script, for a `define` in the first one; it changes with its content. */
function addressOf(outdir: string, name: string): string {
  const text = readFileSync(`${outdir}/${name}.js`);
  const version = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return JSON.stringify(`/assets/${name}.js?v=${version}`);
}

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

// Only test/dev/dev.ts sets it, for the build that its Worker runs.
const reloads = process.env.EDGE_TOPUP_RELOAD === "on";
if (import.meta.main) await buildUi("public/assets", { reloads });
