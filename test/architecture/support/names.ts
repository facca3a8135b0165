import type { SourceFile } from "./files.ts";
import { calledName, isNode, type Node, parse, walk } from "./syntax.ts";

/** The names that src/config expects: bindings by interface, vars and secrets by schema. */
export interface ExpectedNames {
  readonly bindings: readonly string[];
  /** Those that the interface marks with `?`: a deployment may do without. */
  readonly optionalBindings: readonly string[];
  readonly settings: readonly string[];
}

export function expectedNames(env: SourceFile): ExpectedNames {
  const bindings: string[] = [];
  const optionalBindings: string[] = [];
  const settings: string[] = [];
  for (const [node] of walk(parse(env.path, env.text))) {
    if (!isNode(node.id)) continue;
    if (
      node.type === "TSInterfaceDeclaration" &&
      node.id.name === "Bindings" &&
      isNode(node.body)
    ) {
      bindings.push(...keys(node.body.body, false));
      optionalBindings.push(...keys(node.body.body, true));
    }
    if (node.type === "VariableDeclarator" && node.id.name === "settings" && isNode(node.init)) {
      settings.push(...keys(firstObject(node.init)?.properties));
    }
  }
  return { bindings, optionalBindings, settings };
}

function firstObject(init: Node): Node | null {
  for (const [node] of walk(init)) {
    if (node.type !== "CallExpression" || calledName(node) !== "object") continue;
    const [argument] = Array.isArray(node.arguments) ? node.arguments : [];
    return isNode(argument) ? argument : null;
  }
  return null;
}

function keys(members: unknown, isOptional = false): string[] {
  if (!Array.isArray(members)) return [];
  return members.flatMap(({ key, optional }: { key?: unknown; optional?: unknown }) =>
    isNode(key) && typeof key.name === "string" && (optional === true) === isOptional
      ? [key.name]
      : [],
  );
}

/** The names set or commented out in a file of variables: `NAME=…` and `# NAME=…`. */
export const offeredNames = (text: string): string[] =>
  [...text.matchAll(/^(?:#\s?)?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1] ?? "");
