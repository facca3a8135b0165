import type { SourceFile } from "./files.ts";
import { identifier, lineAt, type Node, parse, walk } from "./syntax.ts";

const GLOBALS = ["crypto", "fetch", "console", "performance", "setTimeout", "process", "navigator"];
const MEMBERS = ["Date.now", "Math.random"];

/** What a pure core must not do: read a clock, make random numbers, wait, or call outside. */
export function impurities({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [node, above] of walk(parse(path, text))) {
    const what = impurity(node, above.at(-1));
    if (what !== null) found.push(`${path}:${lineAt(text, node.start)}: ${what}`);
  }
  return found;
}

function impurity(node: Node, parent: Node | undefined): string | null {
  if (node.async === true) return "async";
  if (node.type === "AwaitExpression") return "await";
  if (node.type === "NewExpression") {
    const args = Array.isArray(node.arguments) ? node.arguments.length : 0;
    return identifier(node.callee) === "Date" && args === 0 ? "new Date()" : null;
  }
  if (node.type === "MemberExpression") {
    const name = `${identifier(node.object)}.${identifier(node.property)}`;
    return MEMBERS.includes(name) ? name : null;
  }
  if (node.type !== "Identifier" || typeof node.name !== "string") return null;
  return GLOBALS.includes(node.name) && !isLabel(node, parent) ? node.name : null;
}

/** `x.fetch`, `{ fetch: 1 }` and a field of a type only carry the name. */
function isLabel(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined) return false;
  if (parent.type === "MemberExpression") return parent.property === node;
  return parent.key === node && parent.shorthand !== true;
}
