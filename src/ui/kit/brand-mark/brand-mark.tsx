/** The operator's name beside our wing, or the operator's own logo. */
export interface BrandMark {
  readonly name: string;
  /** `#rrggbb`; absent: the default theme's accent. */
  readonly colour?: string | undefined;
  /** Path of a picture on our own origin; `name` is its alternative text. */
  readonly logo?: string | undefined;
}

const WING = "M1 18C9 18 17 12 19 2 12 3 4 8 1 18z";
/** `--accent` of tokens.css. */
const DEFAULT_COLOUR = "#00616f";

/**
 * The page's icon as a data URL. Browsers request the address of an icon again whenever the address
 * of the page changes, so it is in the page itself. Only the characters that a URL cannot hold are
 * escaped: the rest compresses well together with the same wing in the header.
 */
export function iconOf({ colour = DEFAULT_COLOUR }: BrandMark): string {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">' +
    `<path fill="${colour}" d="${WING}"/></svg>`;
  return `data:image/svg+xml,${svg.replace(/[<>"#]/g, encodeURIComponent)}`;
}

interface Props {
  readonly brand: BrandMark;
  /** Where it leads. */
  readonly href: string;
}

/** The mark in the header; it links to the start of this journey. */
export function SiteMark({ brand, href }: Props) {
  const { name, logo } = brand;
  return (
    <a class="brand" href={href}>
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
