/** A tree is written as text, and the text is what JSX makes of the same elements. */
import fc from "fast-check";
import { Fragment, jsx } from "hono/jsx";
import { expect, test } from "vitest";
import { el, type Tree } from "../../src/ui/kit/tree/tree.ts";
import { TreeMarkup } from "../../src/ui/kit/tree/tree-markup.tsx";

/** The same by the way of nodes. */
function byNodes(tree: Tree): string | ReturnType<typeof jsx> {
  if (typeof tree === "string") return tree;
  const shown = Object.entries(tree.attrs).filter(([, value]) => value !== null && value !== false);
  return jsx(tree.tag, Object.fromEntries(shown), ...tree.children.map(byNodes));
}

const text = fc.oneof(fc.string(), fc.constantFrom("<b>", '"', "'", "&amp;", "a & b", ""));
const value = fc.oneof(text, fc.boolean(), fc.constant(null));
const names = [
  "id",
  "class",
  "hidden",
  "data-off",
  "aria-hidden",
  "required",
  "novalidate",
  "href",
];
const attrs = fc.dictionary(fc.constantFrom(...names), value);
const tags = fc.constantFrom("p", "a", "form", "input", "br", "svg", "symbol", "path", "button");
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    text,
    fc
      .tuple(tags, attrs, fc.array(tie("tree"), { maxLength: 4 }))
      .map(([tag, given, children]) => el(tag, given, ...children)),
  ),
}));

test("any tree", () => {
  fc.assert(
    fc.property(tree, (any) => {
      expect(String(<TreeMarkup tree={any} />)).toBe(String(jsx(Fragment, {}, byNodes(any))));
    }),
    { numRuns: 2000 },
  );
});

test("several trees, one after the other", () => {
  const two = [el("p", {}, "a"), "<", el("br", {})];
  expect(String(<TreeMarkup tree={two} />)).toBe("<p>a</p>&lt;<br/>");
});
