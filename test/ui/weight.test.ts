import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { createSigner } from "../../src/adapters/signer/signer.ts";
import type { ServiceView } from "../../src/contract/api.ts";
import { PROBLEM_WORDS } from "../../src/contract/problem-words.ts";
import * as m from "../../src/i18n/generated/messages.ts";
import { ENGLISH, LANGS } from "../../src/i18n/languages.ts";
import { assetUrlModule, type BuiltUi, buildUi, languages } from "../../src/ui/build.ts";
import { LEGAL } from "../../src/ui/portal/page/page.states.ts";
import { CAST, type CastMember } from "../fixtures/cast.ts";
import { type Given, kestrel, portal } from "./portal.ts";
import { NOW, serviceView } from "./samples.ts";

/** Row S5: everything before Stripe.js, compressed; bytes. */
const BUDGET = 14_000;
const folder = mkdtempSync(join(tmpdir(), "edge-topup-ui-"));
const weigh = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length;
let built: BuiltUi = { files: new Map(), inputs: new Set() };
const asset = (name: string): Buffer => readFileSync(join(folder, built.files.get(name) ?? name));

/** A page as a Worker sends it, whose names hold hashes (src/ui/asset-url.ts). */
const hashed = (html: string): string =>
  html.replace(
    /\/assets\/([\w.]+\.(?:js|css))"/g,
    (_, name) => `/assets/${built.files.get(name)}"`,
  );

const LOGO = "/assets/kestrel-mobile.svg";
/** An operator who has configured everything: all of it is in the page before the first view. */
const CONFIGURED: Given = {
  env: { BRAND_COLOR: "#ffcc00", SUPPORT_CONTACT: "+61 2 5550 1234", BRAND_LOGO: LOGO },
  legal: LEGAL,
};
interface Operator extends Given {
  readonly livemode?: boolean;
}
const OPERATORS: readonly (readonly [string, Operator])[] = [
  ["nothing configured", {}],
  ["everything configured, test mode", CONFIGURED],
  ["everything configured, live mode", { ...CONFIGURED, livemode: true }],
];

const signer = createSigner("a signing key of tests");
const cast: readonly CastMember[] = Object.values(CAST);

/** The page of a service of the seed cast, with tokens as long as real ones. */
async function viewOf({ service, links }: CastMember): Promise<ServiceView> {
  const { serviceUuid: _, ...rest } = service;
  const [offer] = serviceView().offers;
  if (!offer) throw new Error("the sample sells something");
  const id = "off_01JGZV5T3M8QK2RW7XNBD4HCPE";
  const exp = Math.floor(NOW / 1000) + 900;
  const token = { serviceId: rest.id, method: "address", ip: "2001:db8:64:1::1" };
  const bound = { serviceId: rest.id, offerId: id, currency: "usd", unitMinor: 1000 };
  const quote = { ...bound, tiers: [[14, 970]], iat: exp - 900, exp };
  return serviceView({
    service: {
      id: rest.id,
      label: rest.label,
      kind: rest.kind,
      status: rest.status,
      last_digits: "001",
      time_zone: rest.timeZone,
    },
    service_token: await signer.sign("service", { ...token, linkId: links[0]?.id ?? null, exp }),
    offers: [{ ...offer, id, currency: "usd" }],
    quotes: {
      [id]: { quote: await signer.sign("quote", quote), expires_at: "2025-01-08T03:17:00.000Z" },
    },
    open_top_ups: [
      {
        id: "top_01JGZW9D6QF4S1YB0TKM7RVXJA",
        state: "in_review",
        own: false,
        offer_kind: "days",
        quantity: 14,
        price: { minor: 13_580, currency: "usd" },
      },
    ],
    recent_top_up: {
      id: "top_01JGZX2H8NCE5P3ZG6VQW4KTRS",
      paid_at: "2025-01-08T03:00:00.000Z",
      offer_kind: "days",
      quantity: 30,
      price: { minor: 29_100, currency: "usd" },
      transaction_id: "TXN-1000001",
      new_expiry: "2025-02-09T12:59:59.000Z",
    },
  });
}

/** Step 1 of the whole cast, found by address and, where there is one, by link. */
async function pagesIn(tag: string, { livemode = false, ...given }: Operator): Promise<string[]> {
  const pages = cast.map(async (member) => {
    const backend = kestrel();
    backend.stripe.livemode = livemode;
    const [link] = member.links;
    const token = link && (await signer.sign("link", { linkId: link.id, version: link.version }));
    const path = token === undefined ? "/" : `/l/${token}`;
    const view = await viewOf(member);
    return hashed(await portal({ ...given, backend, view }).page(`${path}?days=30&lang=${tag}`));
  });
  return Promise.all(pages);
}

beforeAll(async () => {
  built = await buildUi(folder);
}, 60_000);

/**
 * What each script may weigh, compressed; bytes. Checkout sends a try through our server, repeats
 * it and finds out what became of it (decision 32). Shop reads a time zone that is none as UTC.
 */
const SCRIPTS = { shop: 6400, checkout: 26_500, support: 5200 } as const;

test.each(LANGS)("no script in $tag grows unseen", ({ tag }) => {
  for (const [script, most] of Object.entries(SCRIPTS)) {
    expect(weigh(asset(`${script}.${tag}.js`)), script).toBeLessThanOrEqual(most);
  }
});

test("a page reloads when it is rebuilt, in the build of npm run dev and in no other", async () => {
  const dev = mkdtempSync(join(tmpdir(), "edge-topup-ui-dev-"));
  const buildOf = () => readFileSync(join(dev, "build.txt"), "utf8");
  const { files } = await buildUi(dev, { reloads: true });
  expect(readFileSync(join(dev, "reload.js"), "utf8")).toContain("/assets/build.txt");
  expect(files, "all other files are those of a deployment").toEqual(built.files);
  const before = buildOf();
  await buildUi(dev, { reloads: true });
  expect(buildOf(), "the same build has the same name").toBe(before);
  await buildUi(dev);
  const reloading = (where: string) =>
    readdirSync(where).filter((name) => /^(reload\.js|build\.txt)$/.test(name));
  expect(reloading(dev), "a later build for a deployment").toEqual([]);
  expect(reloading(folder)).toEqual([]);
  expect(assetUrlModule(files, true)).toContain('"/assets/reload.js"');
  expect(assetUrlModule(files, false)).not.toContain("reload.js");
  expect(JSON.parse(readFileSync("package.json", "utf8")).scripts["build:ui"]).toBe(
    "node src/i18n/generator/write.ts && node src/ui/build.ts",
  );
});

test("every script and sheet has its content's hash in its name, and no old file stays", async () => {
  for (const [name, file] of built.files) {
    const [, stem = "", end = ""] = /^(.+)\.(\w+)$/.exec(name) ?? [];
    expect(file).toMatch(new RegExp(`^${stem}-[A-Z0-9]{8}\\.${end}$`));
  }
  const old = mkdtempSync(join(tmpdir(), "edge-topup-ui-old-"));
  for (const name of ["shop-OLDOLDOL.css", "shop-KEPTKEPT.css"]) {
    writeFileSync(join(old, name), "");
  }
  await buildUi(old, { kept: ["shop-KEPTKEPT.css"] });
  const listed = JSON.parse(readFileSync(join(old, "names.json"), "utf8")) as string[];
  expect(listed, "what the next release keeps").toEqual(
    expect.arrayContaining([...built.files.values()]),
  );
  expect(readdirSync(old).sort()).toEqual([...listed, "names.json", "shop-KEPTKEPT.css"].sort());
});

test("there is a script for every language, and a language for every script", () => {
  expect(languages().toSorted()).toEqual(LANGS.map(({ tag }) => tag).toSorted());
});

describe.each(LANGS)("the first view in $tag", ({ tag }) => {
  test.each(OPERATORS)(`weighs at most ${BUDGET} bytes: %s`, async (_, operator) => {
    const html = Math.max(...(await pagesIn(tag, operator)).map(weigh));
    const css = weigh(asset("shop.css"));
    const js = weigh(asset(`shop.${tag}.js`));
    const sum = html + css + js;
    const parts = `html ${html} + css ${css} + js ${js} = ${sum} bytes, ${sum - BUDGET} too many: \
what does the first view not need? Sentences and code that only later steps name move behind the \
checkout-loader, data out of the page's data block.`;
    expect(sum, parts).toBeLessThanOrEqual(BUDGET);
  });

  test.each([
    ["shop", m.frame_offline],
    ["checkout", m.result_offline],
    ["support", m.balance_unlimited],
  ])("has no messages of another language: %s", (script, say) => {
    const text = asset(`${script}.${tag}.js`).toString("utf8");
    for (const other of LANGS) expect(text.includes(say(other))).toBe(other.tag === tag);
  });

  // A script contains the sentences that it names: neither those of another script nor all.
  test.each([
    ["shop", m.result_offline],
    ["shop", m.refusals_internal],
    ["checkout", m.frame_offline],
    ["support", m.result_offline],
    ["support", m.email_salutationUnnamed],
  ])("has no messages that it does not name: %s", (script, say) => {
    const lang = LANGS.find((one) => one.tag === tag) ?? ENGLISH;
    expect(asset(`${script}.${tag}.js`).toString("utf8")).not.toContain(say(lang));
  });

  test.each(["shop", "checkout", "support"])("has no words of developers in %s", (bundle) => {
    const script = asset(`${bundle}.${tag}.js`).toString("utf8");
    const words = Object.values(PROBLEM_WORDS).map(({ detail }) => detail);
    expect(words.filter((each) => script.includes(each))).toEqual([]);
  });

  // The page itself is the first of at most three requests before the slider reacts.
  test.each(OPERATORS)("waits for one sheet and one script: %s", async (_, operator) => {
    for (const html of await pagesIn(tag, operator)) {
      const loaded = /<(?:link|script)[^>]* (?:href|src)="(?!data:)([^"]+)"/g;
      expect([...html.matchAll(loaded)].map(([, address]) => address)).toEqual([
        `/assets/${built.files.get("shop.css")}`,
        `/assets/${built.files.get(`shop.${tag}.js`)}`,
      ]);
      expect(html).toContain(`<script src="/assets/${built.files.get(`shop.${tag}.js`)}" defer`);
    }
  });

  test("a logo is one more picture, which delays nothing and moves nothing", async () => {
    for (const html of await pagesIn(tag, CONFIGURED)) {
      const [logo, ...others] = html.match(/<img[^>]*>/g) ?? [];
      expect(others).toEqual([]);
      expect(logo).toContain(`src="${LOGO}" alt="Kestrel Mobile" height="32"`);
      expect(logo).toContain('fetchpriority="low"');
    }
    const [html = ""] = await pagesIn(tag, {});
    expect(html).not.toContain("<img");
  });
});
