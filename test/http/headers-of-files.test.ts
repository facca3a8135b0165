/** Files are served without the Worker: public/_headers says about them what the Worker says. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { TestApp } from "./test-app.ts";

type Headers = Readonly<Record<string, string>>;
const text = readFileSync("public/_headers", "utf8");

/** The headers of a file, as Cloudflare reads `_headers`: every rule that fits, from the top. */
function headersOf(path: string, rules = text): Headers {
  const headers: Record<string, string> = {};
  let fits = false;
  for (const line of rules.split("\n").filter((one) => one.trim() !== "" && one[0] !== "#")) {
    if (line.startsWith("/")) {
      fits = line.endsWith("*") ? path.startsWith(line.slice(0, -1)) : path === line;
      continue;
    }
    const [, removed] = /^ {2}! (.+)$/.exec(line) ?? [];
    const [, name = "", value = ""] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? [];
    if (!fits) continue;
    if (removed !== undefined) delete headers[removed.toLowerCase()];
    else headers[name.toLowerCase()] = [headers[name.toLowerCase()], value].filter(Boolean).join();
  }
  return headers;
}

/** What every file needs; a page's own (permissions, openers) mean nothing for a file. */
const NEEDED = [
  "content-security-policy",
  "cross-origin-resource-policy",
  "referrer-policy",
  "strict-transport-security",
  "x-content-type-options",
];
const ofWorker = async (): Promise<Headers> => {
  const answer = await new TestApp().call("/api/health");
  return Object.fromEntries([...answer.headers].filter(([name]) => NEEDED.includes(name)));
};

describe("scripts and style sheets", () => {
  const { "cache-control": kept, ...rest } = headersOf("/assets/shop-2SRY5V5W.css");

  test("have the security headers of every answer of the Worker, once each", async () => {
    const worker = await ofWorker();
    expect(Object.keys(worker).sort()).toEqual(NEEDED);
    expect(rest).toEqual(worker);
  });

  test("are kept for a year: another content has another name", () => {
    expect(kept).toBe("public, max-age=31536000, immutable");
  });

  test("the list of them is not kept", () => {
    expect(headersOf("/assets/names.json")["cache-control"]).toBeUndefined();
  });
});

test("a logo may be shown by emails and may hold styles; the rest is as strict", async () => {
  const { "content-security-policy": policy, ...logo } = headersOf("/logos/logo.svg");
  const { "content-security-policy": strict, ...worker } = await ofWorker();
  expect(logo).toEqual({ ...worker, "cross-origin-resource-policy": "cross-origin" });
  expect(policy?.replace("style-src 'unsafe-inline'; ", "")).toBe(strict);
});

test("these checks can fail: two rules that set one header send it twice", () => {
  const twice = `${text}\n/assets/shop*\n  Referrer-Policy: origin\n`;
  expect(headersOf("/assets/shop.css", twice)["referrer-policy"]).toBe("same-origin,origin");
});
