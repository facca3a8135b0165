/**
 * Elements as plain data. What both the server and a script in the browser show (the result of a
 * top-up, the four steps, the line of days) is written once as such a tree: tree-markup.tsx turns
 * it into markup, dom.script.ts into nodes. Both treat text as text, so a tree needs no escaping.
 */
export type Tree = string | TreeElement;
export interface TreeElement {
  readonly tag: string;
  /** Names as in HTML. */
  readonly attrs: Attrs;
  readonly children: readonly Tree[];
}
/** True: present without a value; null and false: left out. */
export type Attrs = Readonly<Record<string, string | boolean | null>>;
export type Child = Tree | null | false;

/** An element; absent children (null, false) are left out. */
export const el = (tag: string, attrs: Attrs, ...children: readonly Child[]): TreeElement => ({
  tag,
  attrs,
  children: children.filter((child) => child !== null && child !== false),
});
