import type { Lang } from "./lang/lang.ts";
import type { Brand } from "./layout.tsx";
import { footerLines } from "./legal.ts";
import { FIND_PATH } from "./page-data.ts";

/** The end of every page: who sells, the conditions, help, and the way to another device. */
export function Foot({ brand, lang }: { readonly brand: Brand; readonly lang: Lang }) {
  const { common, page, legal: words } = lang.words;
  const { merchant, links } = brand.legal ? footerLines(brand.legal) : NOTHING;
  const said = (wanted: string) => merchant.find(({ key }) => key === wanted)?.value;
  const [name, number, address] = [said("name") ?? brand.name, said("number"), said("address")];
  return (
    <footer class="foot small quiet">
      <div class="in">
        <p>{number === undefined ? name : lang.words.frame.pair(name, number)}</p>
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
