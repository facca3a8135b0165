import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GZIP_MAX, RAW_MAX } from "../deploy/bounds.ts";
import { buildBundle } from "../dev/bundle.ts";

const folder = mkdtempSync(join(tmpdir(), "edge-topup-worker-"));
let bundle = Buffer.alloc(0);

beforeAll(async () => {
  bundle = readFileSync(await buildBundle(folder));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("the Worker", () => {
  test("is no heavier than it was", () => {
    expect(bundle.length).toBeLessThanOrEqual(RAW_MAX);
    expect(gzipSync(bundle, { level: 9 }).length).toBeLessThanOrEqual(GZIP_MAX);
  });

  test("holds the messages of zod in one language (src/config/zod.ts)", () => {
    const text = bundle.toString("utf8");
    expect(text).toContain("Invalid input: expected");
    expect(text, "German").not.toMatch(/Ung.{1,6}ltige Eingabe/);
    expect(text, "French").not.toMatch(/Entr.{1,6}e invalide/);
  });

  test("does not hold the reference page of the API", () => {
    expect(bundle.toString("utf8")).not.toContain("SwaggerUIBundle");
  });
});
