import type { SourceFile } from "./files.ts";
import { calledName, isNode, lineAt, parse, stringsIn, walk } from "./syntax.ts";

export interface RaisedFindings {
  readonly kinds: ReadonlyMap<string, string>;
  /** Places whose kind cannot be read off the source. */
  readonly unreadable: readonly string[];
}

/** Functions that raise a finding whose kind is their second argument. */
const RAISERS = ["finding", "findAfter"];

/** The kinds raised in the core (`finding(t, "kind", …)`) and outside (`raise({ kind: … })`). */
export function raisedFindings(files: readonly SourceFile[]): RaisedFindings {
  const kinds = new Map<string, string>();
  const unreadable: string[] = [];
  for (const file of files) {
    for (const [node, above] of walk(parse(file.path, file.text))) {
      if (node.type !== "CallExpression" || !Array.isArray(node.arguments)) continue;
      const name = calledName(node);
      const kind = RAISERS.includes(name) ? node.arguments[1] : raisedKind(name, node.arguments[0]);
      if (kind === undefined) continue;
      const place = `${file.path}:${lineAt(file.text, node.start)}`;
      const readable = stringsIn(kind);
      for (const each of readable) kinds.set(each, place);
      const inRaiser = above.some(({ id }) => isNode(id) && RAISERS.includes(String(id.name)));
      if (readable.length === 0 && !inRaiser) unreadable.push(place);
    }
  }
  return { kinds, unreadable };
}

/** The `kind` of `raise({ … })`; a whole finding handed on has been raised elsewhere. */
function raisedKind(name: string, argument: unknown): unknown {
  if (name !== "raise" || !isNode(argument) || !Array.isArray(argument.properties))
    return undefined;
  const property = argument.properties.find(
    ({ key }: { key?: unknown }) => isNode(key) && key.name === "kind",
  ) as { value?: unknown } | undefined;
  return property?.value;
}
