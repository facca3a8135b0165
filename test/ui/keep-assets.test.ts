/** A page that is open while a release comes finds its scripts in the next release too. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";

const PROGRAM = join(process.cwd(), "src/cli/keep-assets.ts");
let stop: () => void = () => {};
afterEach(() => stop());

/** A deployment that serves these files below /assets/. */
async function serving(files: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer((request, answer) => {
    const text = files[(request.url ?? "").replace("/assets/", "")];
    answer.writeHead(text === undefined ? 404 : 200).end(text ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => void server.close();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function keep(url: string) {
  const folder = mkdtempSync(join(tmpdir(), "edge-topup-kept-"));
  const child = spawn(process.execPath, [PROGRAM, "--url", url], { cwd: folder });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const exitCode = await new Promise((resolve) => child.once("close", resolve));
  return { folder, said, exitCode };
}

test("the files that the running release lists come along, and are named for the build", async () => {
  const names = ["shop-AAAAAAAA.css", "shop.en-BBBBBBBB.js"];
  const url = await serving({
    "names.json": JSON.stringify(names),
    "shop-AAAAAAAA.css": "main{}",
    "shop.en-BBBBBBBB.js": "alert()",
  });
  const { folder, exitCode } = await keep(url);
  expect(exitCode).toBe(0);
  expect(readFileSync(join(folder, "public/assets/shop-AAAAAAAA.css"), "utf8")).toBe("main{}");
  expect(JSON.parse(readFileSync(join(folder, ".tmp/ui/kept-assets.json"), "utf8"))).toEqual(names);
});

test.each([
  ["a file is missing", { "names.json": '["gone.js"]' }, "/assets/gone.js: HTTP 404"],
  ["there is no list", {}, "/assets/names.json: HTTP 404"],
  ["a name is a path", { "names.json": '["../../x.js"]' }, "is no list of scripts"],
])("%s: nothing is kept, and the release stops here", async (_, files, why) => {
  const { folder, said, exitCode } = await keep(await serving(files));
  expect(exitCode).toBe(1);
  expect(said).toContain(why);
  expect(existsSync(join(folder, ".tmp"))).toBe(false);
});
