import { renderSVG } from "uqr";
import { describe, expect, test } from "vitest";
import { resolve } from "../../src/cli/resolve/resolve.ts";
import { linkView } from "../../src/contract/operator.ts";
import { SERVICE_ID } from "../actions/fake-house.ts";
import { FakeDoors, OPERATOR_TOKEN, ORIGIN, problemOf } from "./fake-doors.ts";

const DOOR = "/operator/links";
const kim = { actor: "kim", service_id: SERVICE_ID };
const print = { ...kim, action: "print" };

async function ordered(doors: FakeDoors, order: object) {
  return linkView.parse(await (await doors.operate(DOOR, order)).json());
}

describe("POST /operator/links", () => {
  test("prints the link of a service; asked again it is the same", async () => {
    const doors = new FakeDoors();
    const link = await ordered(doors, print);
    expect(link).toMatchObject({ version: 1, qr: `${link.url}/qr.svg` });
    expect(link.url).toMatch(/^https:\/\/topup\.example\.com\/l\/[\w.-]+$/);
    expect(await ordered(doors, print)).toEqual(link);
  });

  test("a rotation makes another address, and is noted with its reason", async () => {
    const doors = new FakeDoors();
    const before = await ordered(doors, print);
    const after = await ordered(doors, { ...kim, action: "rotate", reason: "label lost" });
    expect(after).toMatchObject({ link_id: before.link_id, version: 2 });
    expect(after.url).not.toBe(before.url);
    const line = doors.house.logged.find(({ event }) => event === "link_rotated");
    expect(line?.fields).toMatchObject({ actor: "kim", reason: "label lost" });
  });

  test("a revoked one has no address", async () => {
    const doors = new FakeDoors();
    await ordered(doors, print);
    const revoked = await ordered(doors, { ...kim, action: "revoke", reason: "sold" });
    expect(revoked).toMatchObject({ url: null, qr: null });
  });

  test.each([
    ["reason_needed", 422, { ...kim, action: "rotate" }],
    ["not_found", 404, { ...kim, action: "rotate", reason: "none was printed" }],
    ["not_found", 404, { ...print, service_id: `svc_${"9".repeat(26)}` }],
    ["invalid_request", 400, { ...print, service_id: "svc_1" }],
    ["invalid_request", 400, { ...print, action: "burn" }],
  ])("%s", async (code, status, body) => {
    const doors = new FakeDoors();
    expect(await problemOf(await doors.operate(DOOR, body))).toMatchObject({ code, status });
  });

  test("needs the token", async () => {
    expect((await new FakeDoors().operate(DOOR, print, "wrong")).status).toBe(401);
  });
});

describe("GET /l/:token/qr.svg", () => {
  test("is the picture of a link of ours", async () => {
    const doors = new FakeDoors();
    const { qr } = await ordered(doors, print);
    const answer = await doors.call(new URL(qr ?? "").pathname);
    expect(answer.headers.get("Content-Type")).toBe("image/svg+xml");
    expect(await answer.text()).toMatch(/^<svg /);
  });

  test("of a link that was rotated there is none, of the newest there is", async () => {
    const doors = new FakeDoors();
    const before = await ordered(doors, print);
    const after = await ordered(doors, { ...kim, action: "rotate", reason: "label lost" });
    const refused = await doors.call(new URL(before.qr ?? "").pathname);
    expect(await problemOf(refused)).toMatchObject({ code: "link_invalid", status: 404 });
    const answer = await doors.call(new URL(after.qr ?? "").pathname);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  });

  test("of a link that was revoked there is none", async () => {
    const doors = new FakeDoors();
    const { qr } = await ordered(doors, print);
    await ordered(doors, { ...kim, action: "revoke", reason: "sold" });
    const answer = await doors.call(new URL(qr ?? "").pathname);
    expect(await problemOf(answer)).toMatchObject({ code: "link_invalid" });
  });

  test.each(["forged", "of a service token"])("%s: there is none", async (which) => {
    const doors = new FakeDoors();
    const { signer } = doors.house.ports;
    const token = which === "forged" ? which : await signer.sign("service", { linkId: "lnk_1" });
    const answer = await doors.call(`/l/${token}/qr.svg`);
    expect(await problemOf(answer)).toMatchObject({ code: "link_invalid" });
  });
});

describe("GET /qr.svg", () => {
  test("is the picture of a page of this portal, for another phone", async () => {
    const to = "/l/abc?days=9";
    const answer = await new FakeDoors().call(`/qr.svg?${new URLSearchParams({ to })}`);
    expect(answer.headers.get("Content-Type")).toBe("image/svg+xml");
    expect(await answer.text()).toBe(renderSVG(`${ORIGIN}${to}`, { ecc: "Q", border: 4 }));
  });

  test.each([
    ...["/\t/evil.example/x", "/\n\\evil.example/", "/\r/evil.example", "https:///evil"],
    ...["https://evil.example/", "//evil.example/", "/\\evil.example/", "evil", ""],
    `/${"x".repeat(1000)}`,
  ])("of anything else there is none: %s", async (to) => {
    const answer = await new FakeDoors().call(`/qr.svg?${new URLSearchParams({ to })}`);
    const said = await problemOf(answer);
    expect(said).toMatchObject({ code: "invalid_request", errors: [{ field: "to" }] });
  });
});

test("npm run resolve -- link: the address and its picture, a line each", async () => {
  const doors = new FakeDoors();
  const lines: string[] = [];
  const surroundings = {
    env: { OPERATOR_TOKEN, EDGE_TOPUP_URL: ORIGIN },
    whoami: () => "kim",
    fetch: async (url: string, init: RequestInit) =>
      doors.app.request(new Request(url, init), undefined, doors.env),
    out: (line: string) => void lines.push(line),
    err: (line: string) => void lines.push(line),
  };
  expect(await resolve(["link", SERVICE_ID], surroundings)).toBe(0);
  expect(lines[0]).toContain("/l/");
  expect(lines[1]).toBe(`${lines[0]}/qr.svg`);
  expect(await resolve(["revoke-link", SERVICE_ID, "--reason", "sold"], surroundings)).toBe(0);
  expect(lines[2]).toBe("revoked");
});
