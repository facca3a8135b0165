import type { SourceFile } from "./files.ts";
import { importedNames } from "./imports.ts";
import {
  calledName,
  exportedNames,
  identifier,
  isNode,
  lineAt,
  type Node,
  parse,
  stringsIn,
  walk,
} from "./syntax.ts";
import { nameByFile } from "./use-cases.ts";

/**
 * Handlers that are called like no use case of theirs: `cancelTopUpRoute` answers with the use case
 * `cancelTopUp` of `src/app`, which its file imports.
 */
export function misnamedHandlers(
  file: SourceFile,
  excepted: Readonly<Record<string, string>> = {},
): string[] {
  const useCases = importedNames(file)
    .filter(({ from }) => from.startsWith("src/app/"))
    .map(({ name }) => name);
  return exportedNames(parse(file.path, file.text))
    .filter((name) => name.endsWith("Route") && !(name in excepted))
    .filter((name) => !useCases.includes(name.replace(/Route$/, "")))
    .map((name) => `${file.path}: ${name}`);
}

/** Bindings to Cloudflare's own calls, which are no operations. */
const NO_OPERATION = ["constructor", "alarm", "fetch", "webSocketMessage", "webSocketClose"];

/**
 * Methods of a class that hand over to a command of another name: `grantCredit` calls
 * `provisioning.grantCredit`. A method that calls no command is its own.
 */
export function misnamedMethods(file: SourceFile): string[] {
  const program = parse(file.path, file.text);
  const modules = importedNames(file).flatMap(({ name, local }) => (name === "*" ? [local] : []));
  const found: string[] = [];
  for (const [node] of walk(program)) {
    if (node.type !== "MethodDefinition" || !isNode(node.key)) continue;
    const name = String(node.key.name);
    if (NO_OPERATION.includes(name) || node.key.type === "PrivateIdentifier") continue;
    const commands = commandsIn(node, modules);
    if (commands.length === 0 || commands.includes(name)) continue;
    found.push(
      `${file.path}:${lineAt(file.text, node.start)}: ${name} calls ${commands.join(", ")}`,
    );
  }
  return found;
}

function commandsIn(method: Node, modules: readonly string[]): string[] {
  const commands: string[] = [];
  for (const [node] of walk(method)) {
    const { callee } = node;
    if (node.type !== "CallExpression" || !isNode(callee)) continue;
    if (callee.type !== "MemberExpression" || !isNode(callee.object)) continue;
    if (!modules.includes(String(callee.object.name)) || !isNode(callee.property)) continue;
    commands.push(String(callee.property.name));
  }
  return commands;
}

/** A step to the next layer under another name: "recordReconciliation > reconcileCredit". */
export interface OtherName {
  readonly pair: string;
  readonly place: string;
}

/** Other names without a reason, and reasons for other names that are gone. */
export function unexplained(
  found: readonly OtherName[],
  reasons: Readonly<Record<string, string>>,
): string[] {
  const pairs = new Set(found.map(({ pair }) => pair));
  return [
    ...found.filter(({ pair }) => !(pair in reasons)).map(({ pair, place }) => `${place}: ${pair}`),
    ...Object.keys(reasons)
      .filter((pair) => !pairs.has(pair))
      .map((pair) => `${pair}: is gone`),
  ];
}

/** Not decisions but what they are made of. */
const PARTS = "src/domain/top-up/decide/outcome.ts";

/**
 * Functions of the object that use a decision of another name. The local name counts for nothing:
 * `import { grantCredit as decideGrant }` is the decision `grantCredit`.
 */
export function otherDecisions(file: SourceFile): OtherName[] {
  const imported = importedNames(file).filter(
    ({ from, name }) =>
      from.startsWith("src/domain/top-up/decide/") &&
      from !== PARTS &&
      /^(\*|(?!is[A-Z])[a-z]\w*)$/.test(name),
  );
  return topFunctions(file).flatMap(({ name, made }) => {
    const used = [...walk(made)].flatMap(([node, above]) => {
      const known = imported.find(({ local }) => local === node.name);
      if (node.type !== "Identifier" || known === undefined) return [];
      return [known.name === "*" ? identifier(above.at(-1)?.property) : known.name];
    });
    const place = `${file.path}:${lineAt(file.text, made.start)}`;
    return others(name, used).map((pair) => ({ pair, place }));
  });
}

const others = (name: string, used: readonly string[]): string[] =>
  [...new Set(used)].filter((one) => one !== name).map((one) => `${name} > ${one}`);

/** The functions at the top of a file, also those that are constants. */
function topFunctions({
  path,
  text,
}: SourceFile): { readonly name: string; readonly made: Node }[] {
  const { body } = parse(path, text);
  return nodesIn(body).flatMap((statement) => {
    const declared = isNode(statement.declaration) ? statement.declaration : statement;
    if (declared.type === "FunctionDeclaration") {
      return [{ name: identifier(declared.id), made: declared }];
    }
    return nodesIn(declared.declarations).map((one) => ({ name: identifier(one.id), made: one }));
  });
}

const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** What any use case may ask of the object: reads, and that it sends what is due. */
const FOR_ALL = ["getTopUp", "loadTopUp", "getAccountState", "getOverview", "wake"];

/**
 * Use cases that call a method of the object of another name: `needs.objects.of(id).grantCredit()`,
 * or `object.grantCredit()`. The use case is that of the file; its steps are in the same file.
 */
export function otherMethods(file: SourceFile): OtherName[] {
  const useCase = nameByFile(file.path);
  const program = parse(file.path, file.text);
  const objects = new Set(["object"]);
  for (const [node] of walk(program)) {
    if (node.type === "VariableDeclarator" && isObject(node.init, objects)) {
      objects.add(identifier(node.id));
    }
    const type = isNode(node.typeAnnotation) ? node.typeAnnotation.typeAnnotation : null;
    const named = node.type === "Identifier" ? node : node.key;
    if (isNode(type) && /^(ServiceObject|InvoiceSequence)$/.test(identifier(type.typeName))) {
      objects.add(identifier(named));
    }
  }
  return [...walk(program)].flatMap(([node]) => {
    const { callee } = node;
    if (node.type !== "CallExpression" || !isNode(callee)) return [];
    if (!isNode(callee.object) || !isObject(callee.object, objects)) return [];
    const method = identifier(callee.property);
    if (FOR_ALL.includes(method)) return [];
    const place = `${file.path}:${lineAt(file.text, node.start)}`;
    return others(useCase, [method]).map((pair) => ({ pair, place }));
  });
}

/** `objects.of(…)`, `needs.objects.invoiceSequence()`, or a name that stands for one. */
function isObject(node: unknown, names: ReadonlySet<string>): boolean {
  if (!isNode(node)) return false;
  if (node.type !== "CallExpression") return names.has(identifier(node));
  const { callee } = node;
  if (!isNode(callee) || !/^(of|invoiceSequence)$/.test(calledName(node))) return false;
  const whose = callee.object;
  return isNode(whose) && [identifier(whose), identifier(whose.property)].includes("objects");
}

const METHODS = ["get", "post", "put", "patch", "delete", "all"];

/**
 * Routes whose last word is not in the name of their handler: `/redrive` and `redriveTopUpRoute`.
 * A path that the file does not spell out is `?`.
 */
export function otherHandlers(file: SourceFile): OtherName[] {
  const program = parse(file.path, file.text);
  const constants = new Map<string, string>();
  for (const [node] of walk(program)) {
    const [text] = stringsIn(node.init);
    if (node.type === "VariableDeclarator" && text) constants.set(identifier(node.id), text);
  }
  return [...walk(program)].flatMap(([node]) => {
    if (node.type !== "CallExpression" || !METHODS.includes(calledName(node))) return [];
    const given = nodesIn(node.arguments);
    const [path, last] = [given[0], given.at(-1)];
    if (given.length < 2 || !path || !last) return [];
    const handler = last.type === "CallExpression" ? calledName(last) : identifier(last);
    const word = lastWord(spelled(path, constants));
    const place = `${file.path}:${lineAt(file.text, node.start)}`;
    if (word !== "?" && plain(handler).includes(plain(word).replace(/s$/, ""))) return [];
    return [{ pair: `${word} > ${handler}`, place }];
  });
}

/** The path as far as it is written in the file. */
function spelled(path: Node, constants: ReadonlyMap<string, string>): string {
  if (path.type !== "TemplateLiteral") {
    return stringsIn(path)[0] ?? constants.get(identifier(path)) ?? "";
  }
  return nodesIn(path.quasis)
    .map(({ value }) => String((value as { cooked?: string } | undefined)?.cooked))
    .join("");
}

/** `sync` of `/top-ups/:id/sync`, `qr` of `/qr.svg`; parameters are no words. */
const lastWord = (path: string): string =>
  path
    .split("/")
    .findLast((part) => part !== "" && !part.startsWith(":"))
    ?.replace(/\.\w+$/, "") ?? "?";

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, "");
