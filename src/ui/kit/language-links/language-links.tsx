import type { Lang } from "../../../i18n/lang.ts";
import { languagesAmong } from "../../../i18n/languages.ts";

/** Links to this page in the other languages; each language is named in itself. */
export function LanguageLinks({
  lang,
  address,
  offered,
}: {
  readonly lang: Lang;
  readonly address: string;
  /** Tags; absent: all of ours. */
  readonly offered?: readonly string[] | undefined;
}) {
  const others = languagesAmong(offered).filter(({ tag }) => tag !== lang.tag);
  return (
    <p class="langs mid">
      {others.map(({ tag, dir, name }) => (
        <a href={inLanguage(address, tag)} lang={tag} dir={dir} hreflang={tag}>
          {name}
        </a>
      ))}
    </p>
  );
}

/** The address (path and query) with `lang` in its query; the rest of it stays. */
export function inLanguage(address: string, tag: string): string {
  const [path = "/", query = ""] = address.split("?");
  if (query === "") return `${path}?lang=${tag}`;
  const params = new URLSearchParams(query);
  params.set("lang", tag);
  return `${path}?${params}`;
}
