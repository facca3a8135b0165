import type { Lang } from "../../../i18n/lang.ts";
import type { BrandMark } from "../../kit/brand-mark/brand-mark.tsx";
import type { LegalFacts } from "../legal/legal.ts";

/** The operator as the frame of every page shows it. */
export interface BrandLook extends BrandMark {
  readonly supportHref: string;
  readonly livemode: boolean;
  /** Languages of its pages, as tags; absent: all of ours. */
  readonly languages?: readonly string[] | undefined;
  /** The operator's colours as a style sheet; its hash is in the page's content security policy. */
  readonly sheet?: string | undefined;
  readonly legal?: LegalFacts | undefined;
}

/** What every page is given: the operator, the language, and the page's own address. */
export interface Site {
  readonly brand: BrandLook;
  readonly lang: Lang;
  /** Path and query of this page, for the links to the same page in other languages. */
  readonly address: string;
  /** Where the logo leads: to the service of this page, which "/" may not find (row R9). */
  readonly home: string;
  /** The whole address, where the page is shown in a small sign-in window and needs a browser. */
  readonly elsewhere?: string | undefined;
}
