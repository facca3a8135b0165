/**
 * `npm run scale [-- --top-ups <n> --pages <n> --canceled <n> --services <n> --stored <n>]` prints
 * what a month of this load costs at Cloudflare, from the counts that `test/bench/scale.ts`
 * measured (scale/counts.json). `--write` renews src/docs/scale.md instead.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type MonthlyLoad, type ScaleCounts, usualLoad } from "./scale/model.ts";
import { monthTable, scaleDocument } from "./scale/render.ts";

const COUNTS = new URL("scale/counts.json", import.meta.url);
const DOCUMENT = new URL("../docs/scale.md", import.meta.url);

const { values } = parseArgs({
  options: {
    "top-ups": { type: "string", default: "1000000" },
    pages: { type: "string" },
    canceled: { type: "string" },
    services: { type: "string" },
    stored: { type: "string" },
    write: { type: "boolean", default: false },
  },
});

function amount(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0) {
    throw new Error(`--${name} has to be a number of 0 or more, not "${text}"`);
  }
  return value;
}

function loadOf(): MonthlyLoad {
  const usual = usualLoad(amount("top-ups", values["top-ups"], 0));
  return {
    topUps: usual.topUps,
    pages: amount("pages", values.pages, usual.pages),
    canceled: amount("canceled", values.canceled, usual.canceled),
    services: amount("services", values.services, usual.services),
    stored: amount("stored", values.stored, usual.stored),
  };
}

try {
  const counts = JSON.parse(readFileSync(COUNTS, "utf8")) as ScaleCounts;
  if (values.write) writeFileSync(DOCUMENT, scaleDocument(counts));
  else console.log(monthTable(counts, loadOf()).join("\n"));
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
