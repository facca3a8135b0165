import * as m from "../../../i18n/generated/messages.ts";
import type { Lang } from "../../../i18n/lang.ts";
import { footerLines } from "../legal/legal.ts";
import { FIND_PATH } from "../page/addresses.ts";
import type { BrandLook } from "../page/site.ts";

/** The end of every page: the merchant, the conditions, support, and the way to another device. */
export function Footer({ brand, lang }: { readonly brand: BrandLook; readonly lang: Lang }) {
  const { merchant, links } = brand.legal ? footerLines(brand.legal) : NOTHING;
  const textOf = (wanted: string) => merchant.find(({ key }) => key === wanted)?.value;
  const [name, number, address] = [
    textOf("name") ?? brand.name,
    textOf("number"),
    textOf("address"),
  ];
  return (
    <footer class="footer small quiet">
      <div class="in">
        <p>{number === undefined ? name : m.frame_pair(lang, name, number)}</p>
        {address !== undefined && (
          <p>
            <bdi>{address}</bdi>
          </p>
        )}
        <p>
          {links.map(({ key, href }) => (
            <a href={href}>{LINKS[key](lang)}</a>
          ))}
          <a href={brand.supportHref}>{m.common_support(lang)}</a>
          <a href={FIND_PATH}>{m.page_another(lang)}</a>
        </p>
      </div>
    </footer>
  );
}
const LINKS = {
  terms: m.legal_terms,
  refundPolicy: m.legal_refundPolicy,
  privacy: m.legal_privacy,
} as const;
const NOTHING = { merchant: [], links: [] } as const;
