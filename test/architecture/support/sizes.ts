import type { SourceFile } from "./files.ts";
import { calledName, isNode, lineAt, type Node, parse, walk } from "./syntax.ts";

/** A test may be longer than the code: its cases are written out, not packed. */
export const LIMITS = {
  fileLines: 300,
  testFileLines: 350,
  functionLines: 60,
  columns: 100,
} as const;

const FUNCTIONS = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];

/** A chapter of tests is as long as its tests are many; each test in it is a function. */
const CHAPTERS = ["describe", "each"];

/** Made from data and read by no person: as long and as wide as its sentences. */
const GENERATED = /^src\/i18n\/generated\//;

export function tooLong({ path, text }: SourceFile): string[] {
  if (GENERATED.test(path)) return [];
  const lines = text.trimEnd().split("\n").length;
  const most = path.startsWith("test/") ? LIMITS.testFileLines : LIMITS.fileLines;
  return lines > most ? [`${path}: ${lines} lines`] : [];
}

/** What cannot be broken: a long web address, and the title of a test, which is a sentence. */
const UNBREAKABLE =
  /https?:\/\/\S{60,}|^\s*(test|describe)(\.each\(.*\))?\(["'`]|^\s*["'`].*["'`],$/;
/** Nor does the formatter break the import of one name. */
const IMPORT = /^import \{ \w+ \} from /;

export function tooWide({ path, text }: SourceFile): string[] {
  if (GENERATED.test(path)) return [];
  return text.split("\n").flatMap((line, index) => {
    const wide = [...line].length > LIMITS.columns && !UNBREAKABLE.test(line) && !IMPORT.test(line);
    return wide ? [`${path}:${index + 1}: ${[...line].length} columns`] : [];
  });
}

export function longFunctions({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [node, above] of walk(parse(path, text))) {
    if (!FUNCTIONS.includes(node.type) || isChapter(above.at(-1))) continue;
    const from = lineAt(text, node.start);
    const lines = lineAt(text, node.end) - from + 1;
    if (lines > LIMITS.functionLines) found.push(`${path}:${from}: a function of ${lines} lines`);
  }
  return found;
}

function isChapter(node: Node | undefined): boolean {
  if (node?.type !== "CallExpression") return false;
  if (CHAPTERS.includes(calledName(node))) return true;
  return isNode(node.callee) && CHAPTERS.includes(calledName(node.callee));
}
