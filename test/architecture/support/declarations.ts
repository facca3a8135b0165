import type { SourceFile } from "./files.ts";
import { isNode, lineAt, type Node, parse, walk } from "./syntax.ts";

export interface Declaration {
  readonly name: string;
  readonly place: string;
  readonly path: string;
  readonly exported: boolean;
  /** The members in order of their text, comments and spaces left out; empty: no object type. */
  readonly members: readonly string[];
}

/** Types and interfaces at the top of a file. */
export function declarationsIn({ path, text }: SourceFile): Declaration[] {
  const { body } = parse(path, text);
  if (!Array.isArray(body)) return [];
  return body.filter(isNode).flatMap((statement) => {
    const exported = statement.type === "ExportNamedDeclaration";
    const declared = exported ? statement.declaration : statement;
    if (!isNode(declared) || !/^TS(Interface|TypeAlias)Declaration$/.test(declared.type)) return [];
    const name = isNode(declared.id) ? String(declared.id.name) : "";
    const place = `${path}:${lineAt(text, declared.start)}`;
    return [{ name, place, path, exported, members: membersOf(declared, text) }];
  });
}

function membersOf(declared: Node, text: string): string[] {
  const literal =
    declared.type === "TSInterfaceDeclaration" ? declared.body : declared.typeAnnotation;
  if (!isNode(literal)) return [];
  const members = literal.type === "TSInterfaceBody" ? literal.body : literal.members;
  if (!Array.isArray(members) || !/^TS(InterfaceBody|TypeLiteral)$/.test(literal.type)) return [];
  const extended = Array.isArray(declared.extends) ? declared.extends.filter(isNode) : [];
  return [...extended, ...members.filter(isNode)]
    .map((one) => plain(text.slice(one.start, one.end)))
    .sort();
}

const plain = (source: string): string =>
  source
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
    .replace(/\s+/g, "")
    .replace(/[;,]$/, "");

/** A name, or two with `=` between them, that may stand twice; and why. */
export type Excepted = Readonly<Record<string, string>>;

/**
 * Names that mean two things: exported twice, or exported and again private in the same ring
 * (`src/domain`, `src/app`). `Props` of one component beside those of another confuse no reader.
 */
export function declaredTwice(all: readonly Declaration[], excepted: Excepted = {}): string[] {
  return grouped(all, ({ name }) => name)
    .filter(([name, places]) => meanTwoThings(places) && !(name in excepted))
    .map(([name, places]) => `${name}: ${places.map(({ place }) => place).join(", ")}`);
}

function meanTwoThings(places: readonly Declaration[]): boolean {
  const exported = places.filter((one) => one.exported);
  if (exported.length > 1) return true;
  const rings = exported.map(({ path }) => ringOf(path));
  return places.some((one) => !one.exported && rings.includes(ringOf(one.path)));
}

const ringOf = (path: string): string => path.split("/").slice(0, 2).join("/");

/** Types of two members or more that have the same members under two names. */
export function sameMembers(all: readonly Declaration[], excepted: Excepted = {}): string[] {
  const comparable = all.filter(({ members }) => members.length > 1);
  return grouped(comparable, ({ members }) => members.join(";"))
    .map(([, places]) => ({
      names: places
        .map(({ name }) => name)
        .sort()
        .join("="),
      places,
    }))
    .filter(({ names }) => !(names in excepted))
    .map(({ names, places }) => `${names}: ${places.map(({ place }) => place).join(", ")}`);
}

function grouped(all: readonly Declaration[], keyOf: (one: Declaration) => string) {
  const groups = new Map<string, Declaration[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups].filter(([, places]) => places.length > 1);
}

const ID_NAMES = [
  "topUpId",
  "serviceId",
  "attemptId",
  "refundId",
  "bucketId",
  "linkId",
  "customerId",
  "intentId",
  "sessionId",
];

/** Ids typed as plain text: `topUpId: string` (or `| null`), as a property or a parameter. */
export function unbrandedIds({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [node] of walk(parse(path, text))) {
    const named = node.type === "TSPropertySignature" ? node.key : node;
    if (!isNode(named) || typeof named.name !== "string" || !ID_NAMES.includes(named.name))
      continue;
    if (!/^(TSPropertySignature|Identifier|PropertyDefinition)$/.test(node.type)) continue;
    if (isNode(node.typeAnnotation) && isText(node.typeAnnotation.typeAnnotation)) {
      found.push(`${path}:${lineAt(text, node.start)}: ${named.name}`);
    }
  }
  return found;
}

function isText(type: unknown): boolean {
  if (!isNode(type)) return false;
  if (type.type === "TSUnionType" && Array.isArray(type.types)) return type.types.some(isText);
  return type.type === "TSStringKeyword";
}

/** Literals that are spread into a literal only to pack them onto a line. */
export function packedLiterals({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [node, above] of walk(parse(path, text))) {
    if (node.type !== "SpreadElement" || !isNode(node.argument)) continue;
    if (!/^(ArrayExpression|ObjectExpression)$/.test(node.argument.type)) continue;
    if (!/^(ArrayExpression|ObjectExpression)$/.test(above.at(-1)?.type ?? "")) continue;
    found.push(`${path}:${lineAt(text, node.start)}`);
  }
  return found;
}
