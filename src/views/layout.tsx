import type { Child } from "hono/jsx";
import type { Lang } from "./lang/lang.ts";
import { LanguageLinks } from "./language-links.tsx";
import type { PageData } from "./page-data.ts";
import type { ResultTone } from "./result/parts.ts";
import { Sprite } from "./sprite.tsx";

/** The operator as the frame of every page shows it. */
export interface Brand {
  readonly name: string;
  readonly supportHref: string;
  readonly livemode: boolean;
}

/** What every page is told: whose it is, in which language, and where it stands. */
export interface Site {
  readonly brand: Brand;
  readonly lang: Lang;
  /** Path and query of this page, for the same page in another language. */
  readonly address: string;
}

const WING = "M1 18C9 18 17 12 19 2 12 3 4 8 1 18z";
/** In the page itself: browsers ask again for an icon's address whenever the page's own changes. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">' +
    `<path fill="#00616f" d="${WING}"/></svg>`,
)}`;

interface Frame {
  readonly site: Site;
  readonly title: string;
  readonly tone?: ResultTone;
  readonly data?: PageData;
  readonly children: Child;
}

/** One page: what is true now above (tinted), what can be done below, the merchant at the end. */
export function Layout({ site, title, tone = "none", data, children }: Frame) {
  const { brand, lang } = site;
  const { page, common } = lang.words;
  return (
    <html lang={lang.tag} dir={lang.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${brand.name}`}</title>
        <link rel="icon" href={ICON} type="image/svg+xml" />
        <Assets lang={lang} isResult={data?.page === "result"} />
      </head>
      <body>
        <Sprite />
        <a class="skip" href="#main">
          {page.skip}
        </a>
        {!brand.livemode && <p class="test small">{page.test}</p>}
        <div id="net" role="status" />
        <div class="app" id="app" data-tone={tone} data-name={brand.name}>
          <header class="head">
            <div class="in top">
              <a class="brand" href="/">
                <svg viewBox="0 0 20 20" aria-hidden="true">
                  <path d={WING} />
                </svg>
                {brand.name}
              </a>
              <LanguageLinks lang={lang} address={site.address} />
            </div>
          </header>
          {children}
          <footer class="foot small quiet">
            <div class="in">
              <p>{brand.name}</p>
              <p>
                <a href={brand.supportHref}>{common.support}</a>
              </p>
            </div>
          </footer>
        </div>
        <p class="sr" id="say" role="status" aria-live="polite" />
        {data && <Data data={data} />}
      </body>
    </html>
  );
}

/** One sheet and one script per page and language: the four steps and refusals, or a result. */
function Assets({ lang, isResult }: { readonly lang: Lang; readonly isResult: boolean }) {
  return isResult ? (
    <>
      <link rel="stylesheet" href="/assets/pay.css" />
      <script src={`/assets/pay.${lang.tag}.js`} type="module" />
    </>
  ) : (
    <>
      <link rel="stylesheet" href="/assets/portal.css" />
      <script src={`/assets/portal.${lang.tag}.js`} defer />
    </>
  );
}

/** The data block: no script to a browser, so no policy forbids it; `<` cannot close it. */
function Data({ data }: { readonly data: PageData }) {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  const attrs = { type: "application/json", id: "data" };
  return <script {...attrs} dangerouslySetInnerHTML={{ __html: json }} />;
}

/** `<main>` with its two grounds. */
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
