import { existsSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { systemChromium } from "../../runner/chromium.ts";
import { FOLDER, pictureOf, THEMES, type Theme, WIDTHS } from "./folder.ts";
import { GROUPS, STATES } from "./states.ts";

/**
 * Lays out the pictures of a run: `index.html` with all of them, grouped by state, and an overview
 * per theme as one picture. Throws if a picture of a state is missing.
 */
export async function contactSheet(): Promise<void> {
  writeFileSync(`${FOLDER}index.html`, sheetOfAll());
  for (const theme of THEMES) await overview(theme);
  const missing = STATES.flatMap(picturesOf).filter((name) => !isThere(name));
  if (missing.length > 0) {
    const some = missing.slice(0, 10).join(", ");
    throw new Error(`${missing.length} pictures are missing, for example ${some}`);
  }
  console.log(`${STATES.length} states: ${FOLDER}index.html`);
}

const isThere = (name: string): boolean => existsSync(`${FOLDER}${name}`);
const picturesOf = (state: string): string[] =>
  THEMES.flatMap((theme) => WIDTHS.map((width) => pictureOf(state, theme, width)));

const picture = (name: string, height: string): string =>
  isThere(name) ? `<a href="${name}"><img src="${name}" alt="${name}" height="${height}"></a>` : "";

const page = (title: string, style: string, body: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 16px; background: #888; color: #000 }
h2 { margin: 16px 0 4px } h3 { margin: 8px 0 2px; font-size: 13px }
img { vertical-align: top; margin: 0 6px 6px 0 } ${style}
</style><body>${body}</body></html>`;

function sheetOfAll(): string {
  const groups = Object.entries(GROUPS).map(([group, states]) => {
    const rows = states.map((state) => {
      const arabic = pictureOf(state, "arabic", 390);
      const all = [...picturesOf(state), arabic].map((name) => picture(name, "480"));
      return `<h3>${state}</h3><div class="row">${all.join("")}</div>`;
    });
    return `<h2>${group}</h2>${rows.join("\n")}`;
  });
  return page("Every state", ".row { white-space: nowrap; overflow-x: auto }", groups.join("\n"));
}

/** One picture of every state at the width of a phone. */
async function overview(theme: Theme): Promise<void> {
  const cells = STATES.map((state) => {
    const name = pictureOf(state, theme, 390);
    const shown = isThere(name) ? `<img src="${name}" width="234" alt="">` : "missing";
    return `<div><h3>${state}</h3>${shown}</div>`;
  });
  const style = "body { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px }";
  const sheet = `${FOLDER}overview-${theme}.html`;
  writeFileSync(sheet, page(`Every state, ${theme}`, style, cells.join("\n")));
  const executablePath = systemChromium();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const tab = await browser.newPage({ viewport: { width: 2500, height: 1000 } });
  await tab.goto(`file://${sheet}`);
  await tab.screenshot({ path: `${FOLDER}overview-${theme}.png`, fullPage: true });
  await browser.close();
}
