import type { Child } from "hono/jsx";
import { assetUrl, RELOAD_URL } from "#asset-url";
import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import type { PageTone } from "../../kit/banner/tone.ts";
import { iconOf, SiteMark } from "../../kit/brand-mark/brand-mark.tsx";
import { Sprite } from "../../kit/icon/sprite.tsx";
import { LanguageLinks } from "../../kit/language-links/language-links.tsx";
import { Footer } from "../footer/footer.tsx";
import type { PageData } from "../page/page-data.ts";
import type { Site } from "../page/site.ts";
import { SignInWindow } from "../sign-in-window/sign-in-window.tsx";

interface Frame {
  readonly site: Site;
  readonly title: string;
  readonly tone?: PageTone;
  readonly data?: PageData;
  /** The address that a browser without JavaScript opens by itself, after a second. */
  readonly next?: string;
  readonly children: Child;
}

/** The frame of every page: header, its two halves (see `Main`), footer, and the data block. */
export function Layout({ site, title, tone, data, next, children }: Frame) {
  const { brand, lang } = site;
  // A page of a top-up needs no other window: the payment has been made.
  const elsewhere = data?.page === "result" ? undefined : site.elsewhere;
  return (
    <html lang={lang.tag} dir={lang.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${brand.name}`}</title>
        <link rel="icon" href={iconOf(brand)} type="image/svg+xml" />
        <Assets lang={lang} page={data?.page} sheet={sheetOf(data, elsewhere)} />
        {elsewhere && <script src={assetUrl("copy.js")} type="module" />}
        {brand.sheet && <style dangerouslySetInnerHTML={{ __html: brand.sheet }} />}
        {next && (
          <noscript>
            <meta http-equiv="refresh" content={`1;url=${next}`} />
          </noscript>
        )}
      </head>
      <body>
        <Sprite steps={data?.page === "shop"} />
        <a class="skip" href="#main">
          {m.page_skip(lang)}
        </a>
        {!brand.livemode && <aside class="test small">{m.page_test(lang)}</aside>}
        <div id="net" class="small" role="status" />
        <div
          class="app"
          id="app"
          data-tone={tone === "none" ? undefined : tone}
          data-name={brand.name}
        >
          <header class="head">
            <div class="in top">
              <SiteMark brand={brand} href={site.home} />
              <LanguageLinks lang={lang} address={site.address} offered={brand.languages} />
            </div>
          </header>
          {elsewhere && <SignInWindow lang={lang} elsewhere={elsewhere} />}
          {children}
          <Footer brand={brand} lang={lang} />
        </div>
        <p class="sr" id="announcer" role="status" aria-live="polite" />
        {data && <Data data={data} />}
      </body>
    </html>
  );
}

/**
 * Name of the page's style sheet. The first view has no forms, and usually one offer, so its sheet
 * is the smallest.
 */
function sheetOf(data: PageData | undefined, elsewhere: string | undefined): string {
  if (data?.page === "shop") {
    const isFirstView = data.step === "days" && !elsewhere && data.view.offers.length < 2;
    return isFirstView ? "shop" : "checkout";
  }
  return data?.page === "result" ? "checkout" : "support";
}

/**
 * One style sheet and one script per page and language: for the four steps, for the page of a
 * top-up, or for the pages beside them (identify, confirm, refusal, no sale, pending balance).
 */
function Assets({
  lang,
  page,
  sheet,
}: {
  readonly lang: Lang;
  readonly page: PageData["page"] | undefined;
  readonly sheet: string;
}) {
  const name = page === "shop" ? "shop" : page === "result" ? "checkout" : "support";
  const src = assetUrl(`${name}.${lang.tag}.js`);
  return (
    <>
      <link rel="stylesheet" href={assetUrl(`${sheet}.css`)} />
      {name === "shop" ? <script src={src} defer /> : <script src={src} type="module" />}
      {RELOAD_URL && <script src={RELOAD_URL} defer />}
    </>
  );
}

/** The data block. Browsers do not run it, so no policy forbids it; it holds no `<`. */
function Data({ data }: { readonly data: PageData }) {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  const attrs = { type: "application/json", id: "data" };
  return <script {...attrs} dangerouslySetInnerHTML={{ __html: json }} />;
}

/** `<main>`: above (tinted) what is true now, below what the customer can do. */
export function Main(props: {
  readonly have: Child;
  readonly act: Child;
  readonly state?: string;
}) {
  const result = props.state ? { "data-testid": "result", "data-state": props.state } : {};
  return (
    <main id="main" {...result}>
      <section class="have">
        <div class="in" id="have">
          {props.have}
        </div>
      </section>
      <section class="act">
        <div class="in" id="act">
          {props.act}
        </div>
      </section>
    </main>
  );
}
