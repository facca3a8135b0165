/**
 * Elements as plain data. What both the server and the script in the browser show (the result of a
 * top-up, the four steps, the line of days) is written once as such a tree: tree-jsx.tsx turns it
 * into markup, client/dom.ts into nodes. Text is always text, so nothing here needs escaping.
 */
export type Tree = string | TreeElement;
export interface TreeElement {
  readonly tag: string;
  /** Attribute names as in HTML. True: present without a value; null and false: left out. */
  readonly attrs: Attrs;
  readonly children: readonly Tree[];
}
export type Attrs = Readonly<Record<string, string | boolean | null>>;
export type Child = Tree | null | false;

export const el = (tag: string, attrs: Attrs, ...children: readonly Child[]): TreeElement => ({
  tag,
  attrs,
  children: children.filter((child) => child !== null && child !== false),
});
