import type { Lang } from "../../i18n/translator.ts";
import { footerLines } from "../legal/legal.ts";
import { FIND_PATH } from "../page/addresses.ts";
import type { BrandLook } from "../page/site.ts";

/** The end of every page: the merchant, the conditions, support, and the way to another device. */
export function Footer({ brand, lang }: { readonly brand: BrandLook; readonly lang: Lang }) {
  const { common, page, legal: words } = lang.messages;
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
        <p>{number === undefined ? name : lang.messages.frame.pair(name, number)}</p>
        {address !== undefined && (
          <p>
            <bdi>{address}</bdi>
          </p>
        )}
        <p>
          {links.map(({ key, href }) => (
            <a href={href}>{words[key]}</a>
          ))}
          <a href={brand.supportHref}>{common.support}</a>
          <a href={FIND_PATH}>{page.another}</a>
        </p>
      </div>
    </footer>
  );
}
const NOTHING = { merchant: [], links: [] } as const;
