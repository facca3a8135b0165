import type { SourceFile } from "./files.ts";
import { importedNames } from "./imports.ts";
import { exportedNames, isNode, lineAt, type Node, parse, walk } from "./syntax.ts";

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
