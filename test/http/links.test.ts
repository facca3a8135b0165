import { renderSVG } from "uqr";
import { describe, expect, test } from "vitest";
import { linkView } from "../../src/contract/operator.ts";
import { SERVICE_ID } from "../app/test-backend.ts";
import { OPERATORS } from "../fixtures/operators.ts";
import { runCli } from "./operator-cli.ts";
import { ORIGIN, problemOf, TestApp } from "./test-app.ts";

const PATH = "/operator/links";
const ofService = { service_id: SERVICE_ID };
const print = { ...ofService, action: "print" };

async function ordered(app: TestApp, order: object) {
  return linkView.parse(await (await app.operate(PATH, order)).json());
}

describe("POST /operator/links", () => {
  test("prints the link of a service; a second time it is the same", async () => {
    const app = new TestApp();
    const link = await ordered(app, print);
    expect(link).toMatchObject({ version: 1, qr: `${link.url}/qr.svg` });
    expect(link.url).toMatch(/^https:\/\/topup\.example\.com\/l\/[\w.-]+$/);
    expect(await ordered(app, print)).toEqual(link);
  });

  test("a rotation makes another address, and is noted with its reason", async () => {
    const app = new TestApp();
    const before = await ordered(app, print);
    const after = await ordered(app, { ...ofService, action: "rotate", reason: "label lost" });
    expect(after).toMatchObject({ link_id: before.link_id, version: 2 });
    expect(after.url).not.toBe(before.url);
    const line = app.backend.logged.find(({ event }) => event === "link_rotated");
    expect(line?.fields).toMatchObject({ actor: OPERATORS.olga.key.id, reason: "label lost" });
  });

  test("while the service's brand cannot be used, no label gets another merchant's host", async () => {
    const app = new TestApp();
    await ordered(app, print);
    app.backend.service = { ...app.backend.service, brand: "north" };
    for (const order of [print, { ...ofService, action: "rotate", reason: "label lost" }]) {
      const refused = await problemOf(await app.operate(PATH, order));
      expect(refused).toMatchObject({ code: "service_sales_blocked", status: 409 });
    }
    app.backend.service = { ...app.backend.service, brand: "default" };
    expect(await ordered(app, print), "it was not rotated").toMatchObject({ version: 1 });
  });

  test("a revoked link has no address", async () => {
    const app = new TestApp();
    await ordered(app, print);
    const revoked = await ordered(app, { ...ofService, action: "revoke", reason: "sold" });
    expect(revoked).toMatchObject({ url: null, qr: null });
  });

  test.each([
    ["reason_needed", 422, { ...ofService, action: "rotate" }],
    ["not_found", 404, { ...ofService, action: "rotate", reason: "none was printed" }],
    ["not_found", 404, { ...print, service_id: `svc_${"9".repeat(26)}` }],
    ["invalid_request", 400, { ...print, service_id: "svc_1" }],
    ["invalid_request", 400, { ...print, action: "burn" }],
  ])("%s", async (code, status, body) => {
    const app = new TestApp();
    expect(await problemOf(await app.operate(PATH, body))).toMatchObject({ code, status });
  });

  test("needs the token", async () => {
    expect((await new TestApp().operate(PATH, print, "wrong")).status).toBe(401);
  });
});

describe("GET /l/:token/qr.svg", () => {
  test("is the picture of a link", async () => {
    const app = new TestApp();
    const { qr } = await ordered(app, print);
    const answer = await app.call(new URL(qr ?? "").pathname);
    expect(answer.headers.get("Content-Type")).toBe("image/svg+xml");
    expect(await answer.text()).toMatch(/^<svg /);
  });

  test("of a rotated link there is none, of the newest one there is", async () => {
    const app = new TestApp();
    const before = await ordered(app, print);
    const after = await ordered(app, { ...ofService, action: "rotate", reason: "label lost" });
    const refused = await app.call(new URL(before.qr ?? "").pathname);
    expect(await problemOf(refused)).toMatchObject({ code: "link_invalid", status: 404 });
    const answer = await app.call(new URL(after.qr ?? "").pathname);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  });

  test("of a revoked link there is none", async () => {
    const app = new TestApp();
    const { qr } = await ordered(app, print);
    await ordered(app, { ...ofService, action: "revoke", reason: "sold" });
    const answer = await app.call(new URL(qr ?? "").pathname);
    expect(await problemOf(answer)).toMatchObject({ code: "link_invalid" });
  });

  test.each(["forged", "of a service token"])("%s: there is none", async (which) => {
    const app = new TestApp();
    const { signer } = app.backend.ports;
    const token = which === "forged" ? which : await signer.sign("service", { linkId: "lnk_1" });
    const answer = await app.call(`/l/${token}/qr.svg`);
    expect(await problemOf(answer)).toMatchObject({ code: "link_invalid" });
  });
});

describe("GET /qr.svg", () => {
  test("is the picture of a page of this portal, for another phone", async () => {
    const to = "/l/abc?days=9";
    const answer = await new TestApp().call(`/qr.svg?${new URLSearchParams({ to })}`);
    expect(answer.headers.get("Content-Type")).toBe("image/svg+xml");
    expect(await answer.text()).toBe(renderSVG(`${ORIGIN}${to}`, { ecc: "Q", border: 4 }));
  });

  test.each([
    "/\t/evil.example/x",
    "/\n\\evil.example/",
    "/\r/evil.example",
    "https:///evil",
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "evil",
    "",
    `/${"x".repeat(1000)}`,
  ])("of anything else there is none: %s", async (to) => {
    const answer = await new TestApp().call(`/qr.svg?${new URLSearchParams({ to })}`);
    expect(await problemOf(answer)).toMatchObject({
      code: "invalid_request",
      errors: [{ field: "to" }],
    });
  });
});

test("npm run operator -- link: one line for the address and one for its picture", async () => {
  const app = new TestApp();
  const printed = await runCli(app, ["link", SERVICE_ID]);
  expect(printed).toMatchObject({
    code: 0,
    out: [expect.stringContaining("/l/"), `${printed.out[0]}/qr.svg`],
  });
  const revoked = await runCli(app, ["revoke-link", SERVICE_ID, "--reason", "sold"]);
  expect(revoked).toMatchObject({ code: 0, out: ["revoked"] });
});
