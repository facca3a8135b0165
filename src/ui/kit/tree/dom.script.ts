import type { Tree } from "./tree.ts";

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS: readonly string[] = ["svg", "use", "circle", "symbol", "path"];

/** A tree as nodes; text stays text. */
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

export function replaceChildren(place: Element, ...trees: readonly Tree[]): void {
  place.replaceChildren(...trees.map(toDom));
}

/** The element that the server's page always has; its absence is a fault. */
export function query<T extends Element = HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
}

export const queryAll = <T extends Element = HTMLElement>(selector: string): readonly T[] => [
  ...document.querySelectorAll<T>(selector),
];

/** Says something to whoever listens instead of looking; politely. */
export function announce(words: string): void {
  query("#announcer").textContent = words;
}
