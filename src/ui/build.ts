import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";

/**
 * Bundles the portal's scripts, three per language, and its three style sheets; run from the
 * project's root. `portal.<lang>.js` with `portal.css` is what the first view waits for;
 * `pay.<lang>.js` with `pay.css` comes later, or with the page of a top-up; `aside.<lang>.js` with
 * `aside.css` belongs to the pages beside the four steps, and renews an old balance. `copy.js` has
 * no words and is for small sign-in windows alone.
 */
const MESSAGES = "src/ui/i18n/messages";
const common = {
  bundle: true,
  minify: true,
  charset: "utf8",
  // As old as private methods: they need no helpers then, which would double the script.
  target: ["chrome94", "firefox93", "safari15.4"],
  logLevel: "warning",
  legalComments: "none",
} satisfies BuildOptions;

export async function buildUi(outdir: string): Promise<void> {
  for (const tag of languages()) await buildScripts(outdir, tag);
  await build({
    ...common,
    entryPoints: { copy: "src/ui/portal/sign-in-window/sign-in-window.script.ts" },
    outdir,
    format: "esm",
  });
  await build({
    ...common,
    entryPoints: {
      shop: "src/ui/portal/entry-shop.css",
      checkout: "src/ui/portal/entry-checkout.css",
      support: "src/ui/portal/entry-support.css",
    },
    outdir,
  });
}

/** A language is a folder; its module has the same name. */
export const languages = (): string[] =>
  readdirSync(MESSAGES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

async function buildScripts(outdir: string, tag: string): Promise<void> {
  const script = { ...common, outdir, plugins: [withLanguage(tag)] };
  const [checkout, support] = [`checkout.${tag}`, `support.${tag}`];
  await build({
    ...script,
    entryPoints: {
      [checkout]: "src/ui/portal/entry-checkout.ts",
      [support]: "src/ui/portal/entry-support.ts",
    },
    format: "esm",
  });
  await build({
    ...script,
    entryPoints: { [`shop.${tag}`]: "src/ui/portal/entry-shop.ts" },
    format: "iife",
    define: { CHECKOUT_URL: addressOf(outdir, checkout), SUPPORT_URL: addressOf(outdir, support) },
  });
}

/** Where a later script is, as a text in the first one; it changes with what is in it. */
function addressOf(outdir: string, name: string): string {
  const text = readFileSync(`${outdir}/${name}.js`);
  const version = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return JSON.stringify(`/assets/${name}.js?v=${version}`);
}

/**
 * Puts the module of a language in the place of the English one, and says that our own words and
 * rules only define things: groups of sentences that a script does not name are left out of it.
 */
const withLanguage = (tag: string): Plugin => ({
  name: "speaking",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path.replace(/\/messages\/en\.ts$/, `/messages/${tag}.ts`));
      const isMarkup = /\/src\/ui\//.test(file) && !/\.script\.ts$|\/entry-\w+\.ts$/.test(file);
      return { path: file, sideEffects: !isMarkup && !/\/src\/domain\//.test(file) };
    });
  },
});

if (import.meta.main) await buildUi("public/assets");
