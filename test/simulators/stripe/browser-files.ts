import { readFileSync } from "node:fs";

/** What goes wrong with Stripe.js in the browser. */
export interface BrowserSwitches {
  /** How the script is served: 404, connection cut, never answered. */
  script: "ok" | "missing" | "blocked" | "hang";
  /** The Payment Element says `loaderror` instead of `ready`. */
  loadError: boolean;
}

export function defaultSwitches(): BrowserSwitches {
  return { script: "ok", loadError: false };
}

export interface Page {
  readonly type: string;
  readonly text: string;
}

const folder = new URL("./browser/", import.meta.url);
/** In the order in which they need each other. */
const SCRIPT = [
  "errors",
  "listeners",
  "frames",
  "payment-element",
  "elements",
  "confirmation",
  "stripe",
];
const PAGES: Readonly<Record<string, string>> = {
  "/": "control.html",
  "/control.js": "control.js",
  "/control.css": "control.css",
  "/frames/payment-element": "payment-frame.html",
  "/frames/payment-element.js": "payment-frame.js",
  "/frames/card-rules.js": "card-rules.js",
  "/frames/three-d-secure": "three-d-secure.html",
  "/frames/three-d-secure.js": "three-d-secure.js",
  "/frames/frames.css": "frames.css",
};
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

/**
 * The stand-in for js.stripe.com: its modules made one classic script, since pages load it with a
 * script tag and expect `window.Stripe` at once. Imports stand on one line each and are dropped.
 */
export function stripeScript(origin: string, switches: BrowserSwitches): Page {
  const modules = SCRIPT.map((name) => {
    const text = readFileSync(new URL(`stripe-js/${name}.js`, folder), "utf8");
    return text.replace(/^import .*$/gm, "").replace(/^export /gm, "");
  });
  const settings = JSON.stringify({ origin, loadError: switches.loadError });
  const head = `(() => {\n"use strict";\nconst SIMULATOR = ${settings};\n`;
  return { type: TYPES.js ?? "", text: `${head}${modules.join("\n")}\n})();\n` };
}

export function pageAt(path: string): Page | null {
  const file = PAGES[path];
  if (file === undefined) return null;
  const type = TYPES[file.split(".").at(-1) ?? ""] ?? "text/plain";
  return { type, text: readFileSync(new URL(file, folder), "utf8") };
}
