import { build } from "esbuild";

/** Bundles the portal's script and style sheet into public/assets; run from the project's root. */
const common = { bundle: true, minify: true, logLevel: "warning", legalComments: "none" } as const;
await build({
  ...common,
  entryPoints: { portal: "src/client/main.ts" },
  outdir: "public/assets",
  format: "iife",
  target: "es2020",
});
await build({
  ...common,
  entryPoints: { portal: "src/views/css/portal.css" },
  outdir: "public/assets",
  target: ["chrome107", "firefox110", "safari16"],
});
