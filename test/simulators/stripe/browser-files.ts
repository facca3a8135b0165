import { existsSync, readFileSync } from "node:fs";

export interface Page {
  readonly type: string;
  readonly text: string;
}

const folder = new URL("./browser/", import.meta.url);
/** The modules of Stripe.js; each needs only those before it. */
const SCRIPT = [
  "errors",
  "listeners",
  "frames",
  "element",
  "payment-element",
  "billing-fields",
  "wallet-sheet",
  "express-checkout-element",
  "elements",
  "confirmation",
  "stripe",
];
const CONTROL: Readonly<Record<string, string>> = {
  "/": "control.html",
  "/control.js": "control.js",
  "/control.css": "control.css",
};
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/**
 * The script in place of js.stripe.com: its modules joined to one classic script, since pages load
 * it with a script tag and expect `window.Stripe` at once. Imports, one line each, are removed.
 * `switches` is the query of the script's address: switches for this page alone.
 */
export function stripeScript(origin: string, switches: string): Page {
  const modules = SCRIPT.map((name) => {
    const text = readFileSync(new URL(`stripe-js/${name}.js`, folder), "utf8");
    return text.replace(/^import .*$/gm, "").replace(/^export /gm, "");
  });
  const settings = JSON.stringify({ origin, switches });
  const head = `(() => {\n"use strict";\nconst SIMULATOR = ${settings};\n`;
  return { type: TYPES.js ?? "", text: `${head}${modules.join("\n")}\n})();\n` };
}

/** The file of the control page or of a frame at this path; null if there is none. */
export function pageAt(path: string): Page | null {
  const frame = /^\/frames\/([a-z-]+(?:\.js|\.css)?)$/.exec(path)?.[1];
  const inFrame = frame?.includes(".") ? `frames/${frame}` : `frames/${frame}.html`;
  const file = CONTROL[path] ?? (frame === undefined ? null : inFrame);
  if (file === null || !existsSync(new URL(file, folder))) return null;
  const type = TYPES[file.split(".").at(-1) ?? ""] ?? "text/plain";
  return { type, text: readFileSync(new URL(file, folder), "utf8") };
}
