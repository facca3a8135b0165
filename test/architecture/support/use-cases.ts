import { posix } from "node:path";
import type { SourceFile } from "./files.ts";
import { importedNames } from "./imports.ts";
import { identifier, isNode, lineAt, type Node, parse, walk } from "./syntax.ts";

/** A function that a file exports, and what these rules read of it. */
export interface ExportedFunction {
  readonly name: string;
  readonly line: number;
  /** Whether it waits: it is `async`, or returns a `Promise`. */
  readonly async: boolean;
  readonly parameters: number;
  /** Whether its second parameter is an actor: `actor: Customer | Caller`. */
  readonly takesActor: boolean;
}

export function exportedFunctions({ path, text }: SourceFile): ExportedFunction[] {
  const found: ExportedFunction[] = [];
  for (const [node] of walk(parse(path, text))) {
    if (node.type !== "ExportNamedDeclaration") continue;
    for (const { id, made } of functionsOf(node.declaration)) {
      found.push({
        name: identifier(id),
        line: lineAt(text, made.start),
        async: made.async === true || returnsPromise(made),
        parameters: nodesIn(made.params).length,
        takesActor: isActor(nodesIn(made.params)[1]),
      });
    }
  }
  return found;
}

/** `function f() {}`, and each function of `const f = () => {}, g = function () {}`. */
function functionsOf(declared: unknown): { readonly id: unknown; readonly made: Node }[] {
  if (!isNode(declared)) return [];
  if (declared.type === "FunctionDeclaration") return [{ id: declared.id, made: declared }];
  return nodesIn(declared.declarations).flatMap(({ id, init }) =>
    isNode(init) && /^(ArrowFunction|Function)Expression$/.test(init.type)
      ? [{ id, made: init }]
      : [],
  );
}

function returnsPromise({ returnType }: Node): boolean {
  const type = isNode(returnType) ? returnType.typeAnnotation : null;
  return isNode(type) && identifier(type.typeName) === "Promise";
}

/** The types of `src/app/base/actor.ts`. */
const ACTORS = ["Actor", "Customer", "Caller", "Operator", "System"];

function isActor(parameter: Node | undefined): boolean {
  const type = isNode(parameter?.typeAnnotation) ? parameter.typeAnnotation.typeAnnotation : null;
  if (!isNode(type)) return false;
  const kinds = type.type === "TSUnionType" ? nodesIn(type.types) : [type];
  return kinds.every((kind) => ACTORS.includes(identifier(kind.typeName)));
}

/** `src/app/refund/request-refund.ts` is to export `requestRefund`. */
export const nameByFile = (path: string): string =>
  posix
    .basename(path)
    .replace(/\.tsx?$/, "")
    .replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** Rooms of `app` that hold no use cases. */
const NO_USE_CASES = /^src\/app\/(base|ports)\//;
const inNoun = ({ path }: SourceFile) =>
  /^src\/app\/[\w-]+\//.test(path) && !NO_USE_CASES.test(path);

/** Names that files outside `src/app` import from a file of it: `src/app/x/y.ts#name`. */
export const calledFromOutside = (files: readonly SourceFile[]): ReadonlySet<string> =>
  new Set(
    files
      .filter(({ path }) => !path.startsWith("src/app/"))
      .flatMap(importedNames)
      .map(({ from, name }) => `${from}#${name}`),
  );

/**
 * Use cases: functions of a noun of `src/app` that wait and that http, triggers or compose call.
 * What only other use cases call is a step of theirs.
 */
function useCasesIn(file: SourceFile, called: ReadonlySet<string>): ExportedFunction[] {
  if (!inNoun(file)) return [];
  return exportedFunctions(file).filter(
    ({ name, async, parameters }) => async && parameters > 0 && called.has(`${file.path}#${name}`),
  );
}

/** Use cases that are not told who acts. */
export const withoutActor = (
  file: SourceFile,
  called: ReadonlySet<string>,
  excepted: Readonly<Record<string, string>> = {},
): string[] =>
  useCasesIn(file, called)
    .filter(({ name, takesActor }) => !takesActor && !(name in excepted))
    .map(({ name, line }) => `${file.path}:${line}: ${name}`);

/** Use cases that are not called like their file; so no file has two. */
export const misplacedUseCases = (file: SourceFile, called: ReadonlySet<string>): string[] =>
  useCasesIn(file, called)
    .filter(({ name }) => name !== nameByFile(file.path))
    .map(({ name, line }) => `${file.path}:${line}: ${name}`);

/** Places in `src/app` that take all ports instead of `Pick<Ports, …>` or `Ports["clock"]`. */
export function wholePorts({ path, text }: SourceFile): string[] {
  if (!path.startsWith("src/app/") || path === "src/app/ports/ports.ts") return [];
  const found: string[] = [];
  for (const [node, above] of walk(parse(path, text))) {
    if (node.type !== "TSTypeReference" || identifier(node.typeName) !== "Ports") continue;
    const around = above.slice(-2);
    const picked = around.some((one) => identifier(one.typeName) === "Pick");
    if (
      picked ||
      around.some(({ type }) => type === "TSIndexedAccessType" || type === "TSTypeOperator")
    )
      continue;
    found.push(`${path}:${lineAt(text, node.start)}`);
  }
  return found;
}

/** Places that answer with any refusal, `Result<T, Refusal>`, instead of naming the codes. */
export function namelessRefusals({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [node, above] of walk(parse(path, text))) {
    if (node.type !== "TSTypeReference" || identifier(node.typeName) !== "Refusal") continue;
    const within = above.findLast(({ type }) => type === "TSTypeReference");
    if (isNode(node.typeArguments) || identifier(within?.typeName) !== "Result") continue;
    found.push(`${path}:${lineAt(text, node.start)}`);
  }
  return found;
}

/** The exported interfaces with a method, which are ports; those without are data. */
export function portsIn({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [node] of walk(parse(path, text))) {
    if (node.type !== "ExportNamedDeclaration" || !isNode(node.declaration)) continue;
    const { type, id, body } = node.declaration;
    if (type !== "TSInterfaceDeclaration" || !isNode(body)) continue;
    if (nodesIn(body.body).some(isMethod)) found.push(identifier(id));
  }
  return found;
}

/** `src/app/ports/service-object/notice.ts`: data of the port that its folder is called like. */
const PORT_DATA = /^src\/app\/ports\/[\w-]+\/[\w-]+\.ts$/;

/** What is wrong with a file of `src/app/ports`: it is to export one port, called like the file. */
export function portProblems(
  file: SourceFile,
  excepted: Readonly<Record<string, string>> = {},
): string[] {
  if (file.path in excepted) return [];
  const ports = portsIn(file);
  if (PORT_DATA.test(file.path)) {
    return ports.length === 0 ? [] : [`${file.path}: exports ${ports.join(", ")}; only data here`];
  }
  const name = nameByFile(file.path).replace(/^[a-z]/, (letter) => letter.toUpperCase());
  if (ports.length === 1 && ports[0] === name) return [];
  return [`${file.path}: exports ${ports.join(", ") || "no port"}; ${name} is to be the one`];
}

function isMethod(member: Node): boolean {
  if (member.type === "TSMethodSignature") return true;
  const type = isNode(member.typeAnnotation) ? member.typeAnnotation.typeAnnotation : null;
  return isNode(type) && type.type === "TSFunctionType";
}

const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
