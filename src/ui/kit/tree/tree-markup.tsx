import { Fragment, jsx } from "hono/jsx";
import type { Tree } from "./tree.ts";

/** A tree as server markup. */
export function TreeMarkup({ tree }: { readonly tree: Tree | readonly Tree[] }) {
  if (typeof tree === "string") return <>{tree}</>;
  if (!("tag" in tree)) return jsx(Fragment, {}, ...tree.map((one) => <TreeMarkup tree={one} />));
  const attrs = Object.fromEntries(
    Object.entries(tree.attrs).filter(([, value]) => value !== null && value !== false),
  );
  return jsx(tree.tag, attrs, ...tree.children.map((one) => <TreeMarkup tree={one} />));
}
