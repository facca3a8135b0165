import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { createSigner } from "../../src/adapters/signer/signer.ts";
import { buildClient, languages } from "../../src/client/build.ts";
import type { ServiceView } from "../../src/contract/api.ts";
import { ok } from "../../src/domain/result.ts";
import { LANGS } from "../../src/views/lang/langs.ts";
import { CAST, type CastMember } from "../fixtures/cast.ts";
import { portal } from "./portal.ts";
import { NOW, serviceView } from "./samples.ts";

/** Row S5: everything before Stripe.js, compressed; bytes. */
const BUDGET = 14_000;
const folder = mkdtempSync(join(tmpdir(), "edge-topup-client-"));
const weigh = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length;
const asset = (name: string): Buffer => readFileSync(join(folder, name));

const signer = createSigner("a signing key of tests");
const cast: readonly CastMember[] = Object.values(CAST);

/** The page of a service of the seed cast, with tokens as long as real ones. */
async function viewOf({ service, links }: CastMember): Promise<ServiceView> {
  const { serviceUuid: _, ...rest } = service;
  const [offer] = serviceView().offers;
  if (!offer) throw new Error("the sample sells something");
  const id = `off_${"0".repeat(26)}`;
  const exp = Math.floor(NOW / 1000) + 900;
  const token = { serviceId: rest.id, method: "address", ip: "2001:db8:64:1::1" };
  const bound = { serviceId: rest.id, offerId: id, currency: "usd", unitMinor: 1000 };
  const quote = { ...bound, tiers: [[14, 970]], iat: exp - 900, exp };
  return serviceView({
    service: {
      ...{ id: rest.id, label: rest.label, kind: rest.kind, status: rest.status },
      last_digits: "001",
      time_zone: rest.timeZone,
    },
    service_token: await signer.sign("service", { ...token, linkId: links[0]?.id ?? null, exp }),
    offers: [{ ...offer, id, currency: "usd" }],
    quotes: {
      [id]: { quote: await signer.sign("quote", quote), expires_at: "2025-01-08T03:17:00.000Z" },
    },
    running: [`top_${"0".repeat(26)}`],
  });
}

/** Step 1 of everybody, found by address and, where they have one, by link. */
async function pagesIn(tag: string): Promise<string[]> {
  const pages = cast.map(async (member) => {
    const look = async () => ok(await viewOf(member));
    const [link] = member.links;
    const token = link && (await signer.sign("link", { linkId: link.id, version: link.version }));
    const path = token === undefined ? "/" : `/l/${token}`;
    return (await portal({ look }).request(`${path}?days=30&lang=${tag}`)).text();
  });
  return Promise.all(pages);
}

beforeAll(() => buildClient(folder), 60_000);

test("there is a script for every language, and a language for every script", () => {
  expect(languages().toSorted()).toEqual(LANGS.map(({ tag }) => tag).toSorted());
});

describe.each(LANGS)("the first view in $tag", ({ tag }) => {
  test(`weighs at most ${BUDGET} bytes before Stripe.js`, async () => {
    const html = Math.max(...(await pagesIn(tag)).map(weigh));
    const css = weigh(asset("portal.css"));
    const js = weigh(asset(`portal.${tag}.js`));
    const sum = html + css + js;
    const parts = `html ${html} + css ${css} + js ${js} = ${sum} bytes, ${sum - BUDGET} too many: \
what does the first view not need? Sentences move from src/client/here.ts to here-pay.ts, code \
behind src/client/door.ts, data out of the page's data block.`;
    expect(sum, parts).toBeLessThanOrEqual(BUDGET);
  });

  test("brings no other language along", () => {
    for (const script of [`portal.${tag}.js`, `pay.${tag}.js`]) {
      const text = asset(script).toString("utf8");
      for (const other of LANGS) {
        expect(text.includes(other.words.unavailable.bold), script).toBe(other.tag === tag);
      }
    }
  });

  test("asks for one sheet and one script", async () => {
    const [html = ""] = await pagesIn(tag);
    const wanted = [...html.matchAll(/<(?:link|script|img)[^>]* (?:href|src)="(?!data:)([^"]+)"/g)];
    expect(wanted.map(([, address]) => address)).toEqual([
      "/assets/portal.css",
      `/assets/portal.${tag}.js`,
    ]);
  });
});
