import type { Tree } from "./tree.ts";

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS: readonly string[] = ["svg", "use", "circle", "symbol", "path"];

/** A tree as DOM nodes; text is never parsed as markup. */
export function toDom(tree: Tree): Node {
  if (typeof tree === "string") return document.createTextNode(tree);
  const node = SVG_TAGS.includes(tree.tag)
    ? document.createElementNS(SVG, tree.tag)
    : document.createElement(tree.tag);
  for (const [name, value] of Object.entries(tree.attrs)) {
    if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...tree.children.map(toDom));
  return node;
}

/** Puts trees in the place of everything in an element. */
export function replaceChildren(place: Element, ...trees: readonly Tree[]): void {
  place.replaceChildren(...trees.map(toDom));
}

/** The first element of a selector. Throws when the page has none, which is a fault of ours. */
export function query<T extends Element = HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

export const queryAll = <T extends Element = HTMLElement>(selector: string): readonly T[] => [
  ...document.querySelectorAll<T>(selector),
];

/** Has a screen reader say something after what it is saying now. */
export function announce(words: string): void {
  query("#announcer").textContent = words;
}
