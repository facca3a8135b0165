/** Whose page it is: the house's wing and a name, or the operator's own picture. */
export interface BrandMark {
  readonly name: string;
  /** `#rrggbb`; absent: the house's own. */
  readonly colour?: string | undefined;
  /** Address of a picture under our own; its name is the text instead of it. */
  readonly logo?: string | undefined;
}

const WING = "M1 18C9 18 17 12 19 2 12 3 4 8 1 18z";
const DEFAULT_COLOUR = "#00616f";

/**
 * The icon of the window, in the page itself: browsers ask again for an icon's address whenever the
 * page's own changes. Only what an address cannot hold is escaped, so that it packs well beside the
 * same wing in the header.
 */
export function iconOf({ colour = DEFAULT_COLOUR }: BrandMark): string {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">' +
    `<path fill="${colour}" d="${WING}"/></svg>`;
  return `data:image/svg+xml,${svg.replace(/[<>"#]/g, encodeURIComponent)}`;
}

export function SiteMark({ brand }: { readonly brand: BrandMark }) {
  const { name, logo } = brand;
  return (
    <a class="brand" href="/">
      {logo ? (
        <img class="logo" src={logo} alt={name} height="32" fetchpriority="low" />
      ) : (
        <>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d={WING} />
          </svg>
          {name}
        </>
      )}
    </a>
  );
}
