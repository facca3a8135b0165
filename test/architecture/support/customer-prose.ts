import type { SourceFile } from "./files.ts";
import { lineAt, type Node, parse, walk } from "./syntax.ts";

/** Begins like a sentence, or ends like one, or is in no Latin letters. */
const SENTENCE =
  /^\s*[A-Z][a-z]*,? [a-z]|[a-z] .*[a-z][.…?!]\s*$|[\u0590-\u08ff\u0900-\u1fff\u3000-\u9fff]/;

/**
 * Texts that a person could read as a sentence: they belong into the catalogue of messages. What is
 * thrown is for developers, and notes in the log of a top-up begin with a small letter.
 */
export function customerProse({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  for (const [node, above] of walk(parse(path, text))) {
    const said = textOf(node);
    if (said === null || !SENTENCE.test(said) || isSilent(above)) continue;
    found.push(`${path}:${lineAt(text, node.start)}: ${said.trim()}`);
  }
  return found;
}

function textOf(node: Node): string | null {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "JSXText" && typeof node.value === "string") return node.value;
  if (node.type !== "TemplateElement") return null;
  const { cooked } = node.value as { readonly cooked?: string };
  return cooked ?? null;
}

/** Whether the text is thrown, or names a module. */
const isSilent = (above: readonly Node[]): boolean =>
  above.some(({ type }) => type === "ThrowStatement") ||
  /^(Import|Export(Named|All))Declaration$/.test(above.at(-1)?.type ?? "");
