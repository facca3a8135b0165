import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { installPackages, runProgram } from "./debian.ts";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** `CHROMIUM_PATH`, or a browser of the system; undefined if there is neither. */
export function systemChromium(): string | undefined {
  const wished = process.env.CHROMIUM_PATH;
  if (wished) {
    if (!existsSync(wished)) throw new Error(`CHROMIUM_PATH: there is no ${wished}`);
    return wished;
  }
  return PLACES.find((path) => existsSync(path));
}

/** Where Debian's fonts-noto-core puts the font that the pages name. */
const FONT = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";

const found = () => systemChromium() !== undefined || existsSync(chromium.executablePath());

/**
 * Installs a Chromium if there is none, and on Debian the font that the pages name: with a wider
 * one texts break elsewhere, and the tests that measure the layout fail. Returns null, or what is
 * missing.
 */
export function ensureChromium(): string | null {
  installPackages([
    ...(found() ? [] : ["chromium"]),
    ...(existsSync(FONT) ? [] : ["fonts-noto-core"]),
  ]);
  if (found()) return null;
  console.log("No Chromium here: installing Playwright's.");
  runProgram("npx", ["playwright", "install", "chromium"]);
  if (found()) return null;
  return [
    "no Chromium: none in the usual places, and it could not be installed",
    "Install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.",
  ].join("\n");
}

/** "Chromium 156.0…", for the log of a run. */
export function chromiumVersion(): string {
  const path = systemChromium() ?? chromium.executablePath();
  return execFileSync(path, ["--version"], { encoding: "utf8" }).trim();
}
