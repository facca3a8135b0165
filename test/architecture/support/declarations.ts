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

/** Types and interfaces at the top of each file. */
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
  if (literal.type === "TSIntersectionType" && Array.isArray(literal.types)) {
    const parts = literal.types.filter(isNode);
    // `A & B` declares nothing; it names two declarations together.
    if (!parts.some(({ type }) => type === "TSTypeLiteral")) return [];
    return parts.flatMap((part) => partsOf(part, text)).sort();
  }
  const members = literal.type === "TSInterfaceBody" ? literal.body : literal.members;
  if (!Array.isArray(members) || !/^TS(InterfaceBody|TypeLiteral)$/.test(literal.type)) return [];
  const extended = Array.isArray(declared.extends) ? declared.extends.filter(isNode) : [];
  return [...extended, ...members.filter(isNode)]
    .map((one) => plain(text.slice(one.start, one.end)))
    .sort();
}

/** The members of `{ a: 1 }`; `Omit<A, "b">` and `A` stand for theirs. */
const partsOf = (part: Node, text: string): string[] =>
  part.type === "TSTypeLiteral" && Array.isArray(part.members)
    ? part.members.filter(isNode).map((one) => plain(text.slice(one.start, one.end)))
    : [plain(text.slice(part.start, part.end))];

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

/** `Omit<A,"b"|"c">`, `Pick<A,"b">` or `A`, as `plain` writes them. */
const OF_ANOTHER = /^(?:(Omit|Pick)<(\w+),(["\w|]+)>|(\w+))$/;

/** The members with those of the named types in place of their names. */
function resolved(members: readonly string[], all: readonly Declaration[]): string[] {
  return members
    .flatMap((member) => {
      const [, how, picked, keys = "", whole] = OF_ANOTHER.exec(member) ?? [];
      const others = all.filter(({ name }) => name === (picked ?? whole));
      const [other] = others;
      if (other === undefined || others.length > 1 || other.members.includes(member)) return member;
      const named = keys.split("|").map((key) => key.replaceAll('"', ""));
      return resolved(other.members, all).filter(
        (one) => how === undefined || named.includes(keyOf(one)) === (how === "Pick"),
      );
    })
    .sort();
}

const keyOf = (member: string): string => /^(?:readonly)?(\w+)/.exec(member)?.[1] ?? "";

/** Types of two members or more that have the same members under two names. */
export function sameMembers(all: readonly Declaration[], excepted: Excepted = {}): string[] {
  const comparable = all
    .map((one) => ({ ...one, members: resolved(one.members, all) }))
    .filter(({ members }) => members.length > 1);
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

function grouped(all: readonly Declaration[], groupOf: (one: Declaration) => string) {
  const groups = new Map<string, Declaration[]>();
  for (const one of all) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one]);
  return [...groups].filter(([, places]) => places.length > 1);
}

const IDS = [
  "topUpId",
  "serviceId",
  "attemptId",
  "refundId",
  "bucketId",
  "linkId",
  "customerId",
  "intentId",
  "sessionId",
  "offerId",
];

/** `topUpId`, `otherTopUpId`, `topUpIds`; `stripeRefundId` is Stripe's own text. */
function isIdName(name: string): boolean {
  if (name.startsWith("stripe")) return false;
  const one = name.replace(/s$/, "");
  return IDS.some((id) => one === id || one.endsWith(id.charAt(0).toUpperCase() + id.slice(1)));
}

/**
 * Ids typed as plain text: `topUpId: string` (or `| null`), `topUpIds: readonly string[]`, as a
 * property, a parameter or a variable.
 */
export function unbrandedIds({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [node] of walk(parse(path, text))) {
    const named = node.type === "Identifier" ? node : node.key;
    if (!isNode(named) || typeof named.name !== "string" || !isIdName(named.name)) continue;
    if (!/^(TSPropertySignature|Identifier|PropertyDefinition)$/.test(node.type)) continue;
    if (isNode(node.typeAnnotation) && isText(node.typeAnnotation.typeAnnotation)) {
      found.push(`${path}:${lineAt(text, node.start)}: ${named.name}`);
    }
  }
  return found;
}

function isText(type: unknown): boolean {
  if (!isNode(type)) return false;
  switch (type.type) {
    case "TSStringKeyword":
      return true;
    case "TSUnionType":
      return Array.isArray(type.types) && type.types.some(isText);
    case "TSArrayType":
      return isText(type.elementType);
    case "TSTypeOperator":
      return isText(type.typeAnnotation);
    case "TSTypeReference":
      return argumentsOf(type).some(isText);
    default:
      return false;
  }
}

/** `string` and `number` of `Map<string, number>`. */
function argumentsOf({ typeArguments }: Node): Node[] {
  const list = isNode(typeArguments) ? typeArguments.params : null;
  return Array.isArray(list) ? list.filter(isNode) : [];
}

const PACKED_IN = /^(ArrayExpression|ObjectExpression|CallExpression|NewExpression)$/;

/** Literals that are spread into a literal or a call only to pack them onto a line. */
export function packedLiterals({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [node, above] of walk(parse(path, text))) {
    if (node.type !== "SpreadElement" || !isNode(node.argument)) continue;
    if (!/^(ArrayExpression|ObjectExpression)$/.test(node.argument.type)) continue;
    if (!PACKED_IN.test(above.at(-1)?.type ?? "")) continue;
    found.push(`${path}:${lineAt(text, node.start)}`);
  }
  return found;
}
