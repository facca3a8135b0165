import { raw } from "hono/html";
import { escapeToBuffer, type StringBuffer } from "hono/utils/html";
import type { Tree } from "./tree.ts";

/**
 * A tree as server markup. It is written straight into one text, because most of a page is trees:
 * as nodes of JSX they took half of its rendering. The markup is that of JSX, to the letter.
 */
export function TreeMarkup({ tree }: { readonly tree: Tree | readonly Tree[] }) {
  const buffer: StringBuffer = [""];
  write(tree, buffer);
  return raw(buffer[0]);
}

function write(tree: Tree | readonly Tree[], buffer: StringBuffer): void {
  if (typeof tree === "string") escapeToBuffer(tree, buffer);
  else if ("tag" in tree) writeElement(tree, buffer);
  else for (const one of tree) write(one, buffer);
}

function writeElement({ tag, attrs, children }: Exclude<Tree, string>, buffer: StringBuffer): void {
  buffer[0] += `<${tag}`;
  for (const name in attrs) {
    const value = attrs[name];
    if (value === null || value === undefined || value === false) continue;
    buffer[0] += ` ${name}="`;
    if (value !== true) escapeToBuffer(value, buffer);
    else if (!BOOLEAN.has(name)) buffer[0] += "true";
    buffer[0] += '"';
  }
  if (VOID.has(tag) && children.length === 0) {
    buffer[0] += "/>";
    return;
  }
  buffer[0] += ">";
  for (const child of children) write(child, buffer);
  buffer[0] += `</${tag}>`;
}

/** Attributes whose presence is their value (HTML, "boolean attributes"); others say "true". */
const BOOLEAN: ReadonlySet<string> = new Set([
  "async",
  "autofocus",
  "checked",
  "defer",
  "disabled",
  "hidden",
  "inert",
  "multiple",
  "novalidate",
  "open",
  "readonly",
  "required",
  "selected",
]);
/** Elements that have no end (HTML, "void elements"). */
const VOID: ReadonlySet<string> = new Set(["br", "hr", "img", "input", "link", "meta"]);
