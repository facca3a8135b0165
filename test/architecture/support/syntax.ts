import { parseAst } from "vite";

/** A node of the syntax tree, as far as these checks look. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** TypeScript or JavaScript, with JSX where the name says so. Throws with the file's name. */
export function parse(path: string, text: string): Node {
  const lang = path.endsWith("x") ? "tsx" : path.endsWith("js") ? "js" : "ts";
  try {
    const program: unknown = parseAst(text, { lang });
    if (isNode(program)) return program;
  } catch (fault) {
    throw new Error(`${path}: ${String(fault)}`, { cause: fault });
  }
  throw new Error(`${path}: no syntax tree`);
}

type Step = readonly [Node, readonly Node[]];

/** Every node below, with the nodes it lies in (the nearest last). */
export function* walk(node: Node, above: readonly Node[] = []): Generator<Step> {
  yield [node, above];
  const path = [...above, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* walk(child, path);
    }
  }
}

/** From 1. */
export const lineAt = (text: string, position: number): number =>
  text.slice(0, position).split("\n").length;

/** The name of `name(…)` and `x.name(…)`; empty for anything else. */
export function calledName(call: Node): string {
  const callee = call.callee;
  if (!isNode(callee)) return "";
  const named = callee.type === "MemberExpression" ? callee.property : callee;
  return isNode(named) && typeof named.name === "string" ? named.name : "";
}

/** All strings that an expression can be, as far as they are written there. */
export function stringsIn(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === "Literal") return typeof node.value === "string" ? [node.value] : [];
  if (node.type !== "ConditionalExpression") return [];
  return [...stringsIn(node.consequent), ...stringsIn(node.alternate)];
}

/** The name of an identifier; empty for anything else. */
export const identifier = (node: unknown): string =>
  isNode(node) && typeof node.name === "string" ? node.name : "";

/** Names of functions, constants and types that a program exports where it declares them. */
export function exportedNames(program: Node): string[] {
  const body = Array.isArray(program.body) ? program.body.filter(isNode) : [];
  return body.flatMap(({ type, declaration }) => {
    if (type !== "ExportNamedDeclaration" || !isNode(declaration)) return [];
    const { id, declarations } = declaration;
    const declared = Array.isArray(declarations) ? declarations.filter(isNode) : [];
    return [id, ...declared.map((one) => one.id)].map(identifier).filter(Boolean);
  });
}
