import { posix } from "node:path";
import type { SourceFile } from "./files.ts";
import { identifier, isNode, lineAt, parse, walk } from "./syntax.ts";

export interface Import {
  readonly from: string;
  readonly line: number;
  /** A path from the top of the repository, or the name of a package. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Erased: types only. */
  readonly typeOnly: boolean;
}

const SOURCES = [
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
];

/** Everything that a file imports or exports again, type imports included. */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  for (const [node] of walk(parse(file.path, file.text))) {
    const { source } = node;
    if (!SOURCES.includes(node.type) || !isNode(source)) continue;
    if (typeof source.value !== "string") continue;
    const isPackage = !source.value.startsWith(".");
    found.push({
      from: file.path,
      line: lineAt(file.text, node.start),
      to: isPackage ? source.value : posix.join(posix.dirname(file.path), source.value),
      isPackage,
      typeOnly:
        node.importKind === "type" || node.exportKind === "type" || node.type === "TSImportType",
    });
  }
  return found;
}

export interface ImportedName {
  /** A path from the top of the repository, or the name of a package. */
  readonly from: string;
  /** As it is exported there; `*` for `import * as local`. */
  readonly name: string;
  readonly local: string;
}

/** What a file imports by name, types included. */
export function importedNames({ path, text }: SourceFile): ImportedName[] {
  const found: ImportedName[] = [];
  for (const [node] of walk(parse(path, text))) {
    const { source, specifiers } = node;
    if (node.type !== "ImportDeclaration" || !isNode(source) || !Array.isArray(specifiers))
      continue;
    const written = String(source.value);
    const from = written.startsWith(".") ? posix.join(posix.dirname(path), written) : written;
    for (const one of specifiers.filter(isNode)) {
      const name = one.type === "ImportNamespaceSpecifier" ? "*" : identifier(one.imported);
      found.push({ from, name, local: identifier(one.local) });
    }
  }
  return found;
}

/** One circle of imports, as the files on it; null when there is none. */
export function circle(imports: readonly Import[]): string[] | null {
  const targets = new Map<string, string[]>();
  for (const { from, to, isPackage } of imports) {
    if (!isPackage) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | null => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file)) return null;
    for (const target of targets.get(file) ?? []) {
      const found = visit(target, [...path, file]);
      if (found) return found;
    }
    done.add(file);
    return null;
  };
  for (const file of targets.keys()) {
    const found = visit(file, []);
    if (found) return found;
  }
  return null;
}
